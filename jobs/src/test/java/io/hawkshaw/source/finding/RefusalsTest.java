package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RefusalsTest {

  @Test
  void whatHasNoIdNoTypeOrNoTimeIsRefusedWithItsReason() {
    refused("{}", "A GuardDuty finding needs an arn or an id; this has neither.");
    refused("{\"id\":\"a\"}", "A GuardDuty finding needs a type; this has none.");
    refused(
        "{\"id\":\"a\",\"type\":\"b\",\"createdAt\":\"soon\"}",
        "A finding needs a time; this has none that can be read.");
    refused("[1]", "A finding is a JSON object; this is none.");
    refused("{\"findings\":[]}", "One finding is read at a time; this holds 0.");
    refused("[{},{}]", "One finding is read at a time; this holds 2.");
    refused("null", "A finding is a JSON object; this is none.");
  }

  private static void refused(String json, String reason) {
    assertThatThrownBy(() -> GuardDutyFinding.of(Samples.json(json)))
        .isInstanceOf(RefusedFinding.class)
        .hasMessage(reason);
  }

  @Test
  void nothingAtAllIsRefusedByEveryReader() {
    assertThatThrownBy(() -> GuardDutyFinding.of(null)).isInstanceOf(RefusedFinding.class);
    assertThatThrownBy(() -> SecurityHubFinding.of(null)).isInstanceOf(RefusedFinding.class);
    assertThatThrownBy(() -> OcsfFinding.of(null)).isInstanceOf(RefusedFinding.class);
  }

  @Test
  void theLeastThatIsAFindingIsRead() throws RefusedFinding {
    Finding finding =
        GuardDutyFinding.of(
            Samples.json("{\"ID\":\"x\",\"TYPE\":\"New:Thing/Seen\",\"UPDATEDAT\":1740823200}"));

    assertThat(finding.finding()).isEqualTo("x");
    assertThat(finding.firstTime()).hasToString("2025-03-01T10:00:00Z");
    assertThat(finding.lastTime()).isEqualTo(finding.firstTime());
    assertThat(finding.severity()).isNull();
    assertThat(finding.severityScore()).isNull();
    assertThat(finding.status()).isEqualTo("NEW");
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.account()).isNull();
    assertThat(finding.tactics()).isEmpty();
    assertThat(finding.entities()).isEmpty();
  }

  @Test
  void anEnvelopeIsOpenedHoweverOftenItIsWrapped() {
    assertThat(FindingEnvelope.findings(Samples.json("{\"Findings\":[{\"Id\":1},{\"Id\":2}]}")))
        .hasSize(2);
    assertThat(
            FindingEnvelope.findings(
                Samples.json("[{\"detail\":{\"findings\":[{\"Id\":1},{\"Id\":2}]}},{\"Id\":3}]")))
        .hasSize(3);
    assertThat(FindingEnvelope.findings(Samples.json("{\"findings\":[]}"))).isEmpty();
  }

  @Test
  void aGiantFindingLosesItsLargestMembersAndStaysJson() throws RefusedFinding {
    ObjectNode giant = (ObjectNode) Samples.handWritten("same-guardduty");
    giant.put("ballast", "ä".repeat(DetailText.LARGEST / 2));

    Finding finding = GuardDutyFinding.of(giant);

    assertThat(finding.detail().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(DetailText.LARGEST);
    assertThat(Samples.json(finding.detail()).has("ballast")).isFalse();
    assertThat(Samples.json(finding.detail()).has("service")).isTrue();
    assertThat(Samples.json(finding.detail()).path("hawkshaw_members_left_out").intValue())
        .isEqualTo(1);
  }

  @Test
  void entitiesAndAddressesAreBoundedAndOverlongIdsLeftOut() throws RefusedFinding {
    ObjectNode finding = (ObjectNode) Samples.handWritten("same-guardduty");
    finding.withObject("/service").remove("action");
    ObjectNode call = finding.withObject("/service/action/kubernetesApiCallAction");
    for (int i = 0; i < 1000; i++) {
      call.withArray("sourceIPs").add("203.0." + i / 256 + "." + i % 256);
    }
    ObjectNode bucket = JsonNodeFactory.instance.objectNode().put("name", "b".repeat(3000));
    finding.withObject("/resource").putArray("s3BucketDetails").add(bucket);

    Finding read = GuardDutyFinding.of(finding);

    assertThat(read.entities()).hasSize(200).doesNotHaveDuplicates();
    assertThat(read.ips()).hasSize(200);
    assertThat(Lines.of(read)).noneMatch(line -> line.contains("S3_BUCKET"));
  }
}
