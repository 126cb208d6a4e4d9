package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final Path SHIPPED = Path.of("..", "conf", "hawkshaw.yml");
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();

  @TempDir private Path folder;

  private Settings load(String yaml) throws IOException {
    return Settings.load(file(yaml));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hawkshaw.yml"), yaml);
  }

  @Test
  void theFileThatIsShippedHoldsTheDefaults() {
    assertThat(Settings.load(SHIPPED)).isEqualTo(Settings.defaults());
  }

  @Test
  void theFileThatIsShippedNamesEveryKeyWithItsDefault() throws IOException {
    JsonNode shipped = new YAMLMapper().readTree(SHIPPED.toFile());
    JsonNode all = JSON.readTree(JSON.writeValueAsString(Settings.defaults()));
    for (String group :
        List.of(
            "lake",
            "reading",
            "coverage",
            "maintain",
            "rules",
            "enrichment",
            "graph",
            "observations",
            "anomalies",
            "groups",
            "investigations",
            "rewriting")) {
      assertThat(shipped.get(group)).as(group).hasToString(all.get(group).toString());
    }
    assertThat(all.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "lake",
            "inputs",
            "reading",
            "coverage",
            "maintain",
            "rules",
            "enrichment",
            "graph",
            "observations",
            "anomalies",
            "groups",
            "investigations",
            "rewriting");
  }

  @Test
  void theInputsThatAreShownAsAnExampleCanBeSet() throws IOException {
    String example =
        Files.readString(SHIPPED)
            .lines()
            .dropWhile(line -> !line.equals("# inputs:"))
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(2))
            .reduce("", (text, line) -> text + line + "\n");

    assertThat(load(example).inputs())
        .containsEntry("cloudtrail", List.of("s3a://my-trail/AWSLogs"))
        .containsEntry("vpc-flow", List.of("s3a://my-flows/AWSLogs", "s3a://other-flows/AWSLogs"))
        .containsKeys("security-lake", "guardduty");
  }

  @Test
  void foldersOfRulesMayStandAlone() throws IOException {
    assertThat(load("rules: [/a, /b]").rules())
        .isEqualTo(new RuleSettings(List.of("/a", "/b"), null, null));
    assertThat(load("rules: /a").rules()).isEqualTo(new RuleSettings(List.of("/a"), null, null));
  }

  @Test
  void everyKeyIsTakenFromTheFile() throws IOException {
    Settings settings =
        load(
            """
            lake: s3a://b/lake
            inputs:
              cloudtrail: /a
              vpc-flow: [/b, /c]
            reading:
              late-days: 0
              earliest-day: 2020-02-29
              max-record-bytes: 1024
              max-file-bytes: 5000000000
              task-bytes: 2048
              columnar: false
            coverage:
              late-after-hours: 1
              expect-days: 0
            maintain:
              keep-days: 60
              keep-days-of:
                activity: 800
              vacuum-hours: 200
              cluster-bytes: 1000
            rules:
              folders: /rules
              allowlist: /allow.csv
              placeholders:
                admins: ada
            enrichment:
              city: /geo/city.mmdb
              asn: /geo/asn.mmdb
              country-csv: /geo/country.csv
              aws-ranges: /geo/ip-ranges.json
            graph:
              high-volume-edges: 50
            observations:
              journey-km: 1
              journey-km-per-hour: 2
              journey-networks: [vpn]
              login-ports: [2222]
              beacon-flows: 3
              beacon-score: 0.4
              label-length: 5
              label-bits: 6
            anomalies:
              look-back-days: 60
              look-back-days-of: {country: 90}
              training-days: 7
              settle-days: 3
              prior-days: 2
              max-p: 0.01
              budget-per-day: 0
              values-per-day: 4
              uncommon-days: 5
              uncommon-share: 0.5
              uncommon-events: 6
              sparse-below: 7
              tail-degrees: 8
              dormant-days: 9
              peers: 0
              floors: {api_calls: 11}
              feedback: verdicts.csv
            groups:
              window-hours: 24
              sign-window-hours: 12
              max-span-days: 7
              max-members: 100
              close-after-hours: 25
              min-weight: 0.3
              max-degree: 20
              shared-address-principals: 4
              shared-addresses: [192.0.2.0/24]
              routine-subjects: 5
              routine-weight: 0.1
              neighbour-weight: 0.2
              evidence-score: 30
              anchor-score: 60
              founding-score: 70
              founding-evidence-score: 80
              posture-score: 90
              local-bytes: 10
            investigations:
              scope-days: 3
              min-risk: 50
              rule-scores: {low: 30}
              failed-weight: 0.2
              decay-days: 2
              tactic-factor: 2
              severities: {HIGH: 75}
              mass-deletions: 9
              event-ids: 5
            rewriting:
              endpoint: https://llm.example/v1
              model: m
              key-variable: KEY
              timeout-seconds: 7
              max-groups: 3
              max-sentences: 9
            """);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "s3a://b/lake",
                Map.of("cloudtrail", List.of("/a"), "vpc-flow", List.of("/b", "/c")),
                new ReadingSettings(0, "2020-02-29", 1024, 5_000_000_000L, 2048L, false),
                new CoverageSettings(1, 0),
                new MaintainSettings(60, Map.of("activity", 800), 200, 1000L),
                new RuleSettings(List.of("/rules"), "/allow.csv", Map.of("admins", List.of("ada"))),
                new EnrichmentSettings(
                    "/geo/city.mmdb", "/geo/asn.mmdb", "/geo/country.csv", "/geo/ip-ranges.json"),
                new GraphSettings(50),
                new ObservationSettings(1.0, 2.0, List.of("vpn"), List.of(2222), 3, 0.4, 5, 6.0),
                new AnomalySettings(
                    60,
                    Map.of("country", 90),
                    7,
                    3,
                    2.0,
                    0.01,
                    0,
                    4,
                    5,
                    0.5,
                    6,
                    7.0,
                    8.0,
                    9,
                    0,
                    Map.of("api_calls", 11),
                    "verdicts.csv"),
                new GroupSettings(
                    24,
                    12,
                    7,
                    100,
                    25,
                    0.3,
                    20,
                    4,
                    List.of("192.0.2.0/24"),
                    5,
                    0.1,
                    0.2,
                    30.0,
                    60.0,
                    70.0,
                    80.0,
                    90.0,
                    10L),
                new InvestigationSettings(
                    3, 50.0, Map.of("low", 30.0), 0.2, 2.0, 2.0, Map.of("HIGH", 75.0), 9, 5),
                new RewriteSettings("https://llm.example/v1", "m", "KEY", 7, 3, 9)));
    assertThat(settings.investigations().severities()).containsEntry("LOW", 20.0).hasSize(4);
    assertThat(settings.anomalies().floors()).containsEntry("api_calls", 11).hasSize(19);
    assertThat(settings.anomalies().daysRead()).isEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n", "# nothing\n", "reading:\n", "inputs:\n", "lake:\n", "{}", "---\n"})
  void whatIsNotSetHasItsDefault(String yaml) throws IOException {
    assertThat(load(yaml)).isEqualTo(Settings.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lakes: x | lakes | lake | anomalies, coverage, enrichment, graph, groups, inputs, investigations, lake, maintain, observations, reading, rewriting, rules",
        "reading: {late-day: 1} | late-day | late-days | columnar, earliest-day, late-days, max-file-bytes, max-record-bytes, task-bytes",
        "coverage: {expectDays: 1} | expectDays | expect-days | expect-days, late-after-hours",
        "maintain: {keep-days-of: {activty: 9}} | activty | activity | activity, traffic, dns_queries, findings, iam_identities, detections, edges, entities, observations, anomalies, finding_groups, finding_group_members, finding_group_links, investigations, indicators, rejects, coverage, files, runs",
        "inputs: {cloud-trail: /x} | cloud-trail | cloudtrail | security-lake, cloudtrail, vpc-flow, resolver-dns, guardduty, security-hub, eks-audit, iam-snapshot"
      })
  void anUnknownKeyIsRefusedWithTheNearestThatIsKnown(
      String yaml, String key, String nearest, String known) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("unknown key '" + key + "'")
        .hasMessageContaining("did you mean '" + nearest + "'?")
        .hasMessageEndingWith("Known here: " + known);
  }

  @Test
  void theMessageNamesFileLineAndGroup() throws IOException {
    Path file = file("lake: x\nreading: {task-byte: 1, late-days: 2}\n");
    assertThatThrownBy(() -> Settings.load(file)).hasMessageStartingWith(file + ":2 (reading): ");
  }

  /** The number of the line that holds "wrong", whatever follows it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong: x",
        "wrong: x\n",
        "# first\nwrong: x\n",
        "lake: x\nwrong: x\nreading:\n  late-days: 1\n",
        "lake: wrong\nwrong:\n  - a\n  - b\n",
        "reading:\n  wrong: 1\n  late-days: 2\n",
        "reading:\n  late-days: 2\n\n  wrong: 1\n\n\n# end\n",
        "reading:\n  late-days: 2\n  wrong:\n    wrong: 1\ncoverage:\n  expect-days: 1\n",
        "reading:\n  wrong: |\n    text\n    text\nlake: x\n"
      })
  void theLineOfAnUnknownKeyIsItsOwn(String yaml) throws IOException {
    List<String> lines = yaml.lines().toList();
    int line = 1;
    while (!lines.get(line - 1).strip().startsWith("wrong:")) {
      line++;
    }
    Path file = file(yaml);
    assertThatThrownBy(() -> Settings.load(file))
        .hasMessageMatching("(?s)\\Q" + file + "\\E:" + line + "( .*)?: unknown key 'wrong'.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reading: {late-days: -1} | reading.late-days | -1",
        "reading: {earliest-day: yesterday} | reading.earliest-day | yesterday",
        "reading: {earliest-day: 2021-02-29} | reading.earliest-day | 2021-02-29",
        "reading: {max-record-bytes: 1023} | reading.max-record-bytes | 1023",
        "reading: {max-file-bytes: 0} | reading.max-file-bytes | 0",
        "reading: {task-bytes: -5} | reading.task-bytes | -5",
        "coverage: {late-after-hours: 0} | coverage.late-after-hours | 0",
        "coverage: {expect-days: -1} | coverage.expect-days | -1",
        "maintain: {keep-days: 0} | maintain.keep-days | 0",
        "maintain: {keep-days: 59} | maintain.keep-days | 59",
        "maintain: {keep-days-of: {rejects: 0}} | maintain.keep-days-of.rejects | 0",
        "maintain: {vacuum-hours: 167} | maintain.vacuum-hours | 167",
        "maintain: {cluster-bytes: 0} | maintain.cluster-bytes | 0",
        "inputs: {cloudtrail: } | inputs.cloudtrail | empty",
        "inputs: {cloudtrail: [/a, ' ']} | inputs.cloudtrail | empty",
        "inputs: {cloudtrail: [null]} | inputs.cloudtrail | empty",
        "observations: {journey-km: 0} | observations.journey-km | 0.0",
        "observations: {journey-km-per-hour: -1} | observations.journey-km-per-hour | -1.0",
        "observations: {beacon-flows: 1} | observations.beacon-flows | 1",
        "observations: {beacon-score: 1.1} | observations.beacon-score | 1.1",
        "observations: {label-length: 0} | observations.label-length | 0",
        "observations: {label-bits: -1} | observations.label-bits | -1.0",
        "anomalies: {look-back-days: 0} | anomalies.look-back-days | 0",
        "anomalies: {look-back-days-of: {ip: 0}} | anomalies.look-back-days-of.ip | 0",
        "groups: {window-hours: 0} | groups.window-hours | 0",
        "groups: {window-hours: 721} | groups.window-hours | 721",
        "groups: {sign-window-hours: 49} | groups.sign-window-hours | 49",
        "groups: {close-after-hours: 47} | groups.close-after-hours | 47",
        "groups: {max-members: 1} | groups.max-members | 1",
        "groups: {min-weight: 0} | groups.min-weight | 0.0",
        "groups: {routine-weight: 1.1} | groups.routine-weight | 1.1",
        "anomalies: {training-days: -1} | anomalies.training-days | -1",
        "anomalies: {settle-days: -1} | anomalies.settle-days | -1",
        "anomalies: {prior-days: 0} | anomalies.prior-days | 0.0",
        "anomalies: {max-p: 0} | anomalies.max-p | 0.0",
        "anomalies: {max-p: 1.5} | anomalies.max-p | 1.5",
        "anomalies: {budget-per-day: -1} | anomalies.budget-per-day | -1",
        "anomalies: {values-per-day: 0} | anomalies.values-per-day | 0",
        "anomalies: {uncommon-days: 0} | anomalies.uncommon-days | 0",
        "anomalies: {tail-degrees: 0} | anomalies.tail-degrees | 0.0",
        "anomalies: {dormant-days: 45} | anomalies.dormant-days | 45",
        "anomalies: {peers: -1} | anomalies.peers | -1",
        "anomalies: {floors: {api_calls: -1}} | anomalies.floors.api_calls | -1",
        "lake: ' ' | lake | empty"
      })
  void aValueOutOfRangeIsRefusedByItsKey(String yaml, String key, String value) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Setting " + key + " is " + value + ", but ")
        .hasMessageEndingWith("; correct it in the settings file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reading: {late-days: many}",
        "reading: {max-record-bytes: 99999999999}",
        "reading: 5",
        "reading: [1]",
        "lake: {a: b}",
        "lake: [unclosed",
        "\tlake: x",
        "just text",
        "- a\n- b",
        "inputs: [a]"
      })
  void whatIsNoSuchYamlIsTheOperatorsMistakeAndNoBug(String yaml) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot read settings " + folder.resolve("hawkshaw.yml"))
        .hasMessageEndingWith("; correct the file or name another with --conf")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.yml");
    assertThatThrownBy(() -> Settings.load(missing))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Cannot read settings %s: there is no such file; correct the file or name another with"
                    .formatted(missing)
                + " --conf");
  }

  @Test
  void anInputOfTheCommandLineTakesThePlaceOfTheFilesOfItsName() throws IOException {
    Settings settings =
        load("inputs: {cloudtrail: /a, vpc-flow: /b}")
            .withInputs(Map.of("cloudtrail", List.of("/c", "/d"), "guardduty", List.of("/e")))
            .withLake("/l");

    assertThat(settings.inputs())
        .isEqualTo(
            Map.of(
                "cloudtrail", List.of("/c", "/d"),
                "vpc-flow", List.of("/b"),
                "guardduty", List.of("/e")));
    assertThat(settings.lake()).isEqualTo("/l");
  }

  @Test
  void equalSettingsHaveOneHashAndOthersAnother() throws IOException {
    assertThat(Settings.defaults().hash())
        .isEqualTo(load("reading: {late-days: 30}").hash())
        .isNotEqualTo(load("reading: {late-days: 31}").hash())
        .matches("[0-9a-f]{12}");
    assertThat(load("inputs: {cloudtrail: /a, guardduty: /b}").hash())
        .isEqualTo(load("inputs: {guardduty: /b, cloudtrail: [/a]}").hash());
  }
}
