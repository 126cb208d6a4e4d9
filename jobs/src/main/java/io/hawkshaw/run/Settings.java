package io.hawkshaw.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import io.hawkshaw.lake.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an operator can set. Key, default and check of each stand together in the record of its
 * group; a key in the file that is not a component here is refused by name.
 *
 * @param lake URI of the folder that holds the Delta tables
 * @param inputs URIs to read by {@link Input#label()}
 * @param reading how raw data is read
 * @param coverage what counts as late or missing
 * @param maintain how long the lake keeps what
 * @param rules which detection rules hold
 * @param enrichment files that tell where addresses are
 * @param graph what is told of the graph of entities
 * @param observations what the night takes note of
 * @param anomalies what counts as a departure
 * @param groups what makes findings and evidence one group
 * @param investigations who is investigated, and how grave it is
 * @param rewriting who rewrites the stories of finding groups
 */
public record Settings(
    String lake,
    Map<String, List<String>> inputs,
    ReadingSettings reading,
    CoverageSettings coverage,
    MaintainSettings maintain,
    RuleSettings rules,
    EnrichmentSettings enrichment,
    GraphSettings graph,
    ObservationSettings observations,
    AnomalySettings anomalies,
    GroupSettings groups,
    InvestigationSettings investigations,
    RewriteSettings rewriting) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  public Settings {
    lake = lake == null ? "lake/main" : lake;
    inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
    reading = reading == null ? ReadingSettings.DEFAULTS : reading;
    coverage = coverage == null ? CoverageSettings.DEFAULTS : coverage;
    maintain = maintain == null ? MaintainSettings.DEFAULTS : maintain;
    rules = rules == null ? RuleSettings.DEFAULTS : rules;
    enrichment = enrichment == null ? EnrichmentSettings.NONE : enrichment;
    graph = graph == null ? GraphSettings.DEFAULTS : graph;
    observations = observations == null ? ObservationSettings.DEFAULTS : observations;
    anomalies = anomalies == null ? AnomalySettings.DEFAULTS : anomalies;
    groups = groups == null ? GroupSettings.DEFAULTS : groups;
    investigations = investigations == null ? InvestigationSettings.DEFAULTS : investigations;
    rewriting = rewriting == null ? RewriteSettings.OFF : rewriting;
    for (String name : inputs.keySet()) {
      if (!Input.labels().contains(name)) {
        throw UserError.unknownKey("inputs", name, Input.labels());
      }
    }
    check(
        maintain.daysKept(Table.FILES) >= 2 * reading.lateDays(),
        "maintain.keep-days",
        maintain.daysKept(Table.FILES),
        "the ledger (files) must be kept at least twice as long as reading.late-days, or files"
            + " would be read again");
    check(!lake.isBlank(), "lake", "empty", "it must be a folder or URI");
    inputs.forEach(
        (name, uris) ->
            check(areThere(uris), "inputs." + name, "empty", "it must be one URI or a list"));
    inputs.forEach((name, uris) -> uris.forEach(uri -> checkTable(name, uri)));
  }

  /** Settings with every default. */
  public static Settings defaults() {
    return new Settings(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Reads a settings file.
   *
   * @throws UserError for a file that is missing or no YAML, an unknown key, a value out of range
   */
  public static Settings load(Path file) {
    return SettingsFile.read(file);
  }

  private Settings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The same settings with another lake. */
  public Settings withLake(String uri) {
    return with(draft -> draft.lake = uri);
  }

  /** The same settings with the URIs of some inputs replaced. */
  public Settings withInputs(Map<String, List<String>> replaced) {
    Map<String, List<String>> all = new TreeMap<>(inputs);
    all.putAll(replaced);
    return with(draft -> draft.inputs = all);
  }

  /** The same settings with nothing to read. */
  public Settings withoutInputs() {
    return with(draft -> draft.inputs = Map.of());
  }

  /** The same settings with another way to read raw data. */
  public Settings withReading(ReadingSettings other) {
    return with(draft -> draft.reading = other);
  }

  /** The same settings with other rules. */
  public Settings withRules(RuleSettings other) {
    return with(draft -> draft.rules = other);
  }

  /** The same settings with other files that tell where addresses are. */
  public Settings withEnrichment(EnrichmentSettings other) {
    return with(draft -> draft.enrichment = other);
  }

  /** The same settings with other ones for the graph. */
  public Settings withGraph(GraphSettings other) {
    return with(draft -> draft.graph = other);
  }

  /** The same settings with other ones for anomalies. */
  public Settings withAnomalies(AnomalySettings other) {
    return with(draft -> draft.anomalies = other);
  }

  /** The same settings with other ones for finding groups. */
  public Settings withGroups(GroupSettings other) {
    return with(draft -> draft.groups = other);
  }

  /** The first 12 digits of the SHA-256 of the settings: which runs are comparable. */
  public String hash() {
    try {
      return Hashing.sha256().hashBytes(JSON.writeValueAsBytes(this)).toString().substring(0, 12);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Settings are plain values and always have a JSON form", e);
    }
  }

  static void check(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw UserError.badSetting(key, value, rule);
    }
  }

  private static void checkTable(String name, String uri) {
    if (TableUri.isTable(uri)) {
      if (!name.equals(Input.SECURITY_LAKE.label())) {
        throw UserError.tablesOfOtherInput(name, uri);
      }
      TableUri.of(uri);
    }
  }

  private static boolean areThere(List<String> uris) {
    return uris != null && uris.stream().noneMatch(uri -> uri == null || uri.isBlank());
  }

  /** Settings that are about to be changed. */
  private static final class Draft {
    private String lake;
    private Map<String, List<String>> inputs;
    private ReadingSettings reading;
    private CoverageSettings coverage;
    private MaintainSettings maintain;
    private RuleSettings rules;
    private EnrichmentSettings enrichment;
    private GraphSettings graph;
    private ObservationSettings observations;
    private AnomalySettings anomalies;
    private GroupSettings groups;
    private InvestigationSettings investigations;
    private RewriteSettings rewriting;

    Draft(Settings settings) {
      lake = settings.lake;
      inputs = settings.inputs;
      reading = settings.reading;
      coverage = settings.coverage;
      maintain = settings.maintain;
      rules = settings.rules;
      enrichment = settings.enrichment;
      graph = settings.graph;
      observations = settings.observations;
      anomalies = settings.anomalies;
      groups = settings.groups;
      investigations = settings.investigations;
      rewriting = settings.rewriting;
    }

    Settings settings() {
      return new Settings(
          lake,
          inputs,
          reading,
          coverage,
          maintain,
          rules,
          enrichment,
          graph,
          observations,
          anomalies,
          groups,
          investigations,
          rewriting);
    }
  }
}
