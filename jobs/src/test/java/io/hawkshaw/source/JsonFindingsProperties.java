package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.source.finding.Finding;
import io.hawkshaw.source.finding.GuardDutyFinding;
import io.hawkshaw.source.finding.InsightFinding;
import io.hawkshaw.source.finding.OcsfFinding;
import io.hawkshaw.source.finding.RefusedFinding;
import io.hawkshaw.source.finding.SecurityHubFinding;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class JsonFindingsProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keys that the readers look for, so that the trees reach deep into them. */
  private static final List<String> KEYS =
      List.of(
          "id",
          "Id",
          "arn",
          "type",
          "Types",
          "ProductArn",
          "updatedAt",
          "UpdatedAt",
          "severity",
          "Severity",
          "service",
          "action",
          "resource",
          "Resources",
          "Details",
          "detection",
          "sequence",
          "signals",
          "actors",
          "endpoints",
          "signalIndicators",
          "ProductFields",
          "eventTime",
          "sharedEventID",
          "insightDetails",
          "insightContext",
          "statistics",
          "attributions",
          "insight",
          "baseline",
          "average",
          "insightDuration",
          "state",
          "class_uid",
          "finding_info",
          "uid",
          "metadata",
          "product",
          "evidences",
          "actor",
          "user",
          "src_endpoint",
          "ip",
          "observables",
          "type_id",
          "value",
          "unmapped",
          "attacks",
          "tactic",
          "resources",
          "data",
          "device",
          "time",
          "status_id",
          "severity_id",
          "accountId",
          "networkInterfaces",
          "remoteIpDetails",
          "ipAddressV4",
          "lineage",
          "count");

  private interface Reader {
    Finding read(JsonNode json) throws RefusedFinding;
  }

  private static final List<Reader> READERS =
      List.of(GuardDutyFinding::of, SecurityHubFinding::of, OcsfFinding::of, InsightFinding::of);

  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.of(
                "2026-10-17T10:00:00Z",
                "arn:aws:iam::111122223333:role/a",
                "End",
                "2004",
                "10.0.0.1"),
            Arbitraries.longs(),
            Arbitraries.integers().between(-1, 2005),
            Arbitraries.doubles(),
            Arbitraries.of(true, false),
            Arbitraries.just(null));
    Arbitrary<Object> trees =
        Arbitraries.recursive(
            () -> leaves,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(3).map(list -> (Object) list),
                    Arbitraries.maps(Arbitraries.of(KEYS), inner)
                        .ofMaxSize(8)
                        .map(map -> (Object) map)),
            1,
            4);
    return trees.map(tree -> JSON.<JsonNode>valueToTree(tree));
  }

  /** What may stand in a list of findings; a list within it would be one more envelope. */
  @Provide
  Arbitrary<JsonNode> items() {
    return trees().filter(tree -> !tree.isArray());
  }

  @Property
  void everyTreeIsAFindingOrRefusedWithAReason(@ForAll("trees") JsonNode tree) {
    for (Reader reader : READERS) {
      try {
        Finding finding = reader.read(tree);
        assertThat(finding.finding()).isNotBlank();
        assertThat(finding.updatedTime()).isNotNull();
        assertThat(finding.firstTime()).isBeforeOrEqualTo(finding.lastTime());
      } catch (RefusedFinding e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Property
  void soManyFindingsInAreSoManyOutcomesOut(
      @ForAll @Size(max = 8) List<@From("items") JsonNode> items) {
    String list = items.stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]"));
    String event = "{\"detail\":{\"findings\":" + list + "}}";
    for (JsonFindings format :
        List.of(
            JsonFindings.ofGuardDuty(), JsonFindings.ofSecurityHub(), JsonFindings.ofInsights())) {
      List<Outcome> outcomes = FindingOutcomes.of(format, event + event);
      assertThat(outcomes).hasSize(2 * items.size());
      assertThat(FindingOutcomes.positions(outcomes)).doesNotHaveDuplicates();
    }
  }
}
