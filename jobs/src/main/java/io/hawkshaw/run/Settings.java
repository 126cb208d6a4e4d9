package io.hawkshaw.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import io.hawkshaw.lake.Table;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
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
    Reading reading,
    Coverage coverage,
    Maintain maintain,
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
    reading = reading == null ? Reading.DEFAULTS : reading;
    coverage = coverage == null ? Coverage.DEFAULTS : coverage;
    maintain = maintain == null ? Maintain.DEFAULTS : maintain;
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

  /**
   * How raw data is read.
   *
   * @param lateDays how many days back the night looks for files that it has not read: 30, the
   *     longest that CloudTrail tries to deliver
   * @param earliestDay records before it are refused: 2006-03-14, the day AWS began
   * @param maxRecordBytes a longer record is refused: 4 MiB; CloudTrail's own bound is 256 KiB,
   *     that of a Kubernetes object 1.5 MiB
   * @param maxFileBytes a file is read up to so many bytes, unpacked: 4 GiB, which no real log file
   *     reaches and a gzip bomb does
   * @param taskBytes files are bundled into tasks of so many stored bytes: 32 MiB
   * @param columnar whether Parquet is rolled up before rows are made of it, where there is such a
   *     way: true; without, the same comes out, at several times the cost
   */
  public record Reading(
      Integer lateDays,
      String earliestDay,
      Integer maxRecordBytes,
      Long maxFileBytes,
      Long taskBytes,
      Boolean columnar)
      implements java.io.Serializable {
    static final Reading DEFAULTS = new Reading(null, null, null, null, null, null);

    public Reading {
      lateDays = lateDays == null ? 30 : lateDays;
      earliestDay = earliestDay == null ? "2006-03-14" : earliestDay;
      maxRecordBytes = maxRecordBytes == null ? 4 << 20 : maxRecordBytes;
      maxFileBytes = maxFileBytes == null ? 4L << 30 : maxFileBytes;
      taskBytes = taskBytes == null ? 32L << 20 : taskBytes;
      columnar = columnar == null || columnar;
      check(lateDays >= 0, "reading.late-days", lateDays, "it must be 0 or more");
      check(
          isDay(earliestDay),
          "reading.earliest-day",
          earliestDay,
          "it must be a day as 2006-03-14");
      check(maxRecordBytes >= 1024, "reading.max-record-bytes", maxRecordBytes, "at least 1024");
      check(maxFileBytes >= 1024, "reading.max-file-bytes", maxFileBytes, "at least 1024");
      check(taskBytes >= 1024, "reading.task-bytes", taskBytes, "at least 1024");
    }
  }

  /**
   * What counts as late or missing.
   *
   * @param lateAfterHours a record delivered longer than this after its time is late: 24; what
   *     comes within a day is there when its night is built
   * @param expectDays a source that sent anything in so many days before is missed when it sends
   *     nothing: 7, so that a weekend without work is no alarm
   */
  public record Coverage(Integer lateAfterHours, Integer expectDays) {
    static final Coverage DEFAULTS = new Coverage(null, null);

    public Coverage {
      lateAfterHours = lateAfterHours == null ? 24 : lateAfterHours;
      expectDays = expectDays == null ? 7 : expectDays;
      check(lateAfterHours > 0, "coverage.late-after-hours", lateAfterHours, "it must be above 0");
      check(expectDays >= 0, "coverage.expect-days", expectDays, "it must be 0 or more");
    }
  }

  /**
   * How long the lake keeps what.
   *
   * @param keepDays days that a table keeps: 400, a year and a month, so that any night can be
   *     compared with the same one a year before
   * @param keepDaysOf days that single tables keep instead: 90 for {@code rejects}, whose raw text
   *     is looked at when a source breaks, or never; the originals stay where they are
   * @param vacuumHours files that no version of so many hours needs are deleted: 168; a query that
   *     has begun, or a night that hangs, still finds what it saw
   * @param clusterBytes days of a table from so many bytes on are written anew in the order of what
   *     is looked for: 268,435,456, two files; a query has to open the one file of a smaller day
   *     anyway
   */
  public record Maintain(
      Integer keepDays, Map<String, Integer> keepDaysOf, Integer vacuumHours, Long clusterBytes) {
    static final Maintain DEFAULTS = new Maintain(null, null, null, null);

    public Maintain {
      keepDays = keepDays == null ? 400 : keepDays;
      keepDaysOf = keepDaysOf == null ? Map.of("rejects", 90) : new TreeMap<>(keepDaysOf);
      vacuumHours = vacuumHours == null ? 168 : vacuumHours;
      clusterBytes = clusterBytes == null ? 256L << 20 : clusterBytes;
      check(keepDays > 0, "maintain.keep-days", keepDays, "it must be above 0");
      check(vacuumHours >= 168, "maintain.vacuum-hours", vacuumHours, "it must be 168 or more");
      check(clusterBytes > 0, "maintain.cluster-bytes", clusterBytes, "it must be above 0");
      List<String> tables = Arrays.stream(Table.values()).map(Table::sqlName).toList();
      keepDaysOf.forEach(
          (table, days) -> {
            if (!tables.contains(table)) {
              throw UserError.unknownKey("maintain.keep-days-of", table, tables);
            }
            check(
                days != null && days > 0,
                "maintain.keep-days-of." + table,
                days,
                "it must be above 0");
          });
    }

    /** Days that a table keeps. */
    public int daysKept(Table table) {
      return keepDaysOf.getOrDefault(table.sqlName(), keepDays);
    }
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

  /** The same settings with another way to read raw data. */
  public Settings withReading(Reading other) {
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

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Settings that are about to be changed. */
  private static final class Draft {
    private String lake;
    private Map<String, List<String>> inputs;
    private Reading reading;
    private Coverage coverage;
    private Maintain maintain;
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
