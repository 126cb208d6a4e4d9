package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityHubFindingTest {

  @ParameterizedTest
  @CsvSource({
    "0, INFORMATIONAL, 0, ARCHIVED, 2022-08-04T18:09:19.100Z",
    "1, INFORMATIONAL, 0, NOTIFIED, 2021-10-28T19:33:39.417Z",
    "2, MEDIUM, 40, RESOLVED, 2021-10-28T19:33:39.417Z",
    "3, CRITICAL, 90, ARCHIVED, 2022-08-04T18:09:25.316Z"
  })
  void aControlIsReadFromAsffAndFromSecurityLakeAlike(
      int number, String severity, double score, String status, Instant updated)
      throws RefusedFinding {
    Finding asff = SecurityHubFinding.of(Samples.asff(number));
    Finding row = OcsfFinding.of(Samples.securityLake(number));

    assertThat(asff.finding())
        .isEqualTo(
            "arn:aws:securityhub:us-east-1:123456789100:subscription/"
                + "cis-aws-foundations-benchmark/v/1.2.0/3.9/finding/randomsample");
    assertThat(asff.product()).isEqualTo("Security Hub");
    assertThat(asff.type())
        .isEqualTo(
            "Software and Configuration Checks/Industry and Regulatory Standards/"
                + "AWS-Foundational-Security-Best-Practices");
    assertThat(asff.severity()).isEqualTo(severity);
    assertThat(asff.severityScore()).isEqualTo(score);
    assertThat(asff.status()).isEqualTo(status);
    assertThat(asff.tactics()).isEmpty();
    assertThat(asff.firstTime()).isEqualTo(Instant.parse("2021-10-28T19:33:39.417Z"));
    assertThat(asff.lastTime()).isEqualTo(Instant.parse("2022-08-04T18:09:25.316Z"));
    assertThat(asff.updatedTime()).isEqualTo(updated);
    assertThat(Lines.of(asff))
        .startsWith(
            "TARGET AWS_ACCOUNT 123456789100",
            "TARGET SECURITY_GROUP"
                + " arn:aws:ec2:us-east-1:123456789100:security-group/sg-1234567899900",
            "TARGET VPC arn:aws:ec2:us-east-1:123456789100:vpc/vpc-1234567890")
        .endsWith("TARGET VULNERABILITY CVE-2020-12345");
    assertThat(row)
        .usingRecursiveComparison()
        .ignoringFields("detail")
        .as("the row says the same")
        .isEqualTo(asff);
    assertThat(Samples.json(row.detail())).isEqualTo(Samples.securityLake(number));
  }

  @Test
  void aGuardDutyFindingIsTheSameByAllThreeWays() throws RefusedFinding {
    Finding guardDuty = GuardDutyFinding.of(Samples.handWritten("same-guardduty"));
    Finding hub = SecurityHubFinding.of(Samples.handWritten("same-security-hub"));
    Finding lake = OcsfFinding.of(Samples.handWritten("same-security-lake-v2"));

    assertThat(guardDuty.type()).isEqualTo("Stealth:IAMUser/CloudTrailLoggingDisabled");
    assertThat(guardDuty.severityScore()).isEqualTo(20.0);
    assertThat(guardDuty.tactics()).containsExactly("Defense Evasion");
    assertThat(guardDuty.count()).isEqualTo(4);
    assertThat(Lines.of(guardDuty))
        .containsExactly(
            "TARGET AWS_ACCOUNT 123456789012",
            "TARGET IAM_ROLE arn:aws:iam::123456789012:role/Admin",
            "TARGET ROLE_SESSION AROAEXAMPLEID00000003:alice",
            "TARGET ACCESS_KEY ASIAEXAMPLEKEY000003",
            "REMOTE IP_ADDRESS 203.0.113.31",
            "REMOTE ASO Example Hosting Ltd",
            "REMOTE AWS_ACCOUNT 210987654321");
    for (Finding other : new Finding[] {hub, lake}) {
      assertThat(other)
          .usingRecursiveComparison()
          .ignoringFields("detail")
          .ignoringCollectionOrderInFields("entities")
          .isEqualTo(guardDuty);
    }
    assertThat(hub.detail()).as("without the envelope").startsWith("{\"SchemaVersion\"");
  }

  @Test
  void aVulnerabilityNamesTheImageAsItWouldBePulled() throws RefusedFinding {
    String image =
        "TARGET CONTAINER_IMAGE 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/web"
            + "@sha256:e9e2afad74f4e80511a5cff33d3d989b9797a718425f27e549f5b1f862c058a8";
    Finding hub = SecurityHubFinding.of(Samples.handWritten("inspector"));
    Finding lake = OcsfFinding.of(Samples.handWritten("inspector-security-lake-v2"));

    assertThat(hub.product()).isEqualTo("Inspector");
    assertThat(hub.severityScore()).isEqualTo(70.0);
    assertThat(hub.status()).isEqualTo("NOTIFIED");
    assertThat(Lines.of(hub))
        .containsExactly(
            "TARGET AWS_ACCOUNT 123456789012",
            image,
            "TARGET EC2_INSTANCE i-0123456789abcdef0",
            "TARGET VPC arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718",
            "TARGET EC2_IMAGE arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0",
            "TARGET IP_ADDRESS 198.51.100.5",
            "TARGET NETWORK_INTERFACE"
                + " arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-0123456789abcdef0",
            "TARGET VULNERABILITY CVE-2024-21626",
            "TARGET VULNERABILITY CVE-2024-23651");
    assertThat(lake.finding()).isEqualTo(hub.finding());
    assertThat(lake.type()).isEqualTo(hub.type());
    assertThat(lake.severityScore()).isEqualTo(70.0);
    assertThat(lake.status()).isEqualTo("NOTIFIED");
    assertThat(Lines.of(lake))
        .containsExactly(
            "TARGET AWS_ACCOUNT 123456789012", image, "TARGET VULNERABILITY CVE-2024-21626");
  }

  @Test
  void aRowWhoseDetailsAreBrokenStillNamesItsResource() throws RefusedFinding {
    Finding finding = OcsfFinding.of(Samples.handWritten("control-security-lake-v2"));

    assertThat(finding.severity()).isEqualTo("CRITICAL");
    assertThat(finding.status()).isEqualTo("SUPPRESSED");
    assertThat(finding.tactics()).containsExactly("Exfiltration");
    assertThat(Lines.of(finding))
        .containsExactly("TARGET AWS_ACCOUNT 123456789012", "TARGET S3_BUCKET customer-data");
  }

  @Test
  void aBucketIsOfTheAccountThatIsToldForItAndNotOfThatOfTheFinding() throws RefusedFinding {
    ObjectNode hub = (ObjectNode) Samples.handWritten("asff-threat");
    ObjectNode bucket = hub.putArray("Resources").addObject();
    bucket.put("Type", "AwsS3Bucket").put("Id", "arn:aws:s3:::exports");
    assertThat(SecurityHubFinding.of(hub).entities())
        .contains(new Involved("S3_BUCKET", "exports", "TARGET", null));

    ObjectNode details = bucket.putObject("Details").putObject("AwsS3Bucket");
    details.put("OwnerAccountId", "444455556666");
    assertThat(SecurityHubFinding.of(hub).entities())
        .contains(new Involved("S3_BUCKET", "exports", "TARGET", "444455556666"));

    details.put("OwnerAccountId", "of nobody");
    assertThat(SecurityHubFinding.of(hub).entities())
        .contains(new Involved("S3_BUCKET", "exports", "TARGET", null));
  }

  @Test
  void aFindingOfAnotherProductNamesTheOtherEndAndItsThreats() throws RefusedFinding {
    Finding finding = SecurityHubFinding.of(Samples.handWritten("asff-threat"));

    assertThat(finding.severity()).as("by the normalized number").isEqualTo("HIGH");
    assertThat(finding.severityScore()).isEqualTo(75.0);
    assertThat(finding.tactics()).containsExactly("Command and Control", "Exfiltration");
    assertThat(finding.ips()).containsExactly("203.0.113.97", "203.0.113.99", "203.0.113.98");
    assertThat(Lines.of(finding))
        .containsExactly(
            "TARGET AWS_ACCOUNT 123456789012",
            "ACTOR IAM_ROLE arn:aws:iam::123456789012:role/app/web",
            "REMOTE IP_ADDRESS 203.0.113.97",
            "REMOTE ASO Example Hosting Ltd",
            "REMOTE IP_ADDRESS 203.0.113.99",
            "REMOTE DOMAIN c2.example",
            "ACTOR PROCESS /usr/bin/nc",
            "REMOTE IP_ADDRESS 203.0.113.98",
            "TARGET FILE_HASH 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f");
  }

  @Test
  void listsInProductFieldsAreReadInBothNotations() throws RefusedFinding {
    ObjectNode hub =
        (ObjectNode) FindingEnvelope.findings(Samples.handWritten("same-security-hub")).get(0);
    String service = "aws/guardduty/service/";
    hub.putObject("ProductFields")
        .put(
            service + "action/portProbeAction/portProbeDetails.0_/remoteIpDetails/ipAddressV4",
            "203.0.113.1")
        .put(
            service + "action/portProbeAction/portProbeDetails.1_/remoteIpDetails/ipAddressV4",
            "203.0.113.2")
        .put(service + "action/kubernetesApiCallAction/sourceIPs:0", "203.0.113.3")
        .put(service + "runtimeDetails/process/lineage.0_/uuid", "u-1")
        .put(service + "runtimeDetails/process", "a leaf where a branch is");

    Finding finding = SecurityHubFinding.of(hub);

    assertThat(finding.ips()).containsExactly("203.0.113.1", "203.0.113.2", "203.0.113.3");
    assertThat(Lines.of(finding)).contains("ACTOR PROCESS u-1");
  }

  @Test
  void aProcessInTheEvidenceOfARowIsTheActor() throws RefusedFinding {
    ObjectNode row = (ObjectNode) Samples.handWritten("same-security-lake-v2");
    ObjectNode evidence = row.withArray("evidences").addObject();
    evidence.putObject("query").put("hostname", "Pool.Example.");
    ObjectNode process = evidence.putObject("actor").putObject("process").put("uid", "u-7");
    process.putObject("file").put("path", "/tmp/x");

    assertThat(Lines.of(OcsfFinding.of(row)))
        .contains("ACTOR PROCESS u-7", "REMOTE DOMAIN pool.example");
  }

  @Test
  void theDirectionOfAConnectionTellsTheRemoteEnd() throws RefusedFinding {
    assertThat(remote("Inbound")).containsExactly("10.0.0.1");
    assertThat(remote("Outbound")).containsExactly("203.0.113.8");
    assertThat(remote("Unknown")).containsExactly("203.0.113.8");
  }

  private static Iterable<String> remote(String direction) throws RefusedFinding {
    ObjectNode row = (ObjectNode) Samples.handWritten("control-security-lake-v2");
    ObjectNode evidence = row.putArray("evidences").addObject();
    evidence.putObject("src_endpoint").put("ip", "10.0.0.1");
    evidence.putObject("dst_endpoint").put("ip", "203.0.113.8");
    evidence.putObject("connection_info").put("direction", direction);
    return OcsfFinding.of(row).ips();
  }

  @Test
  void aRowOfAnotherClassIsRefused() {
    ObjectNode row = (ObjectNode) Samples.handWritten("control-security-lake-v2");
    row.put("class_uid", 3005);

    assertThatThrownBy(() -> OcsfFinding.of(row))
        .isInstanceOf(RefusedFinding.class)
        .hasMessage("OCSF class 3005 is no finding.");
  }
}
