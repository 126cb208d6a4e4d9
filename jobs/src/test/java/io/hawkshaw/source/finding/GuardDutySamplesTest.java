package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Findings that GuardDuty itself wrote. */
final class GuardDutySamplesTest {
  private static final String DETECTOR =
      "arn:aws:guardduty:us-east-1:1234567891234:detector/12cc51e1c99e833adf5924c71ac591b2/finding/";
  private static final String REMOTE_V6 = "1234:5678:90ab:cdef:1234:5678:90ab:cde0";

  static List<String> eventBridge() {
    return Samples.EVENT_BRIDGE;
  }

  @ParameterizedTest
  @MethodSource("eventBridge")
  void everySampleOfEventBridgeIsRead(String name) throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.eventBridge(name));

    assertThat(finding.finding()).startsWith("arn:aws:guardduty:us-east-1:");
    assertThat(finding.product()).isEqualTo("GuardDuty");
    assertThat(finding.region()).isEqualTo("us-east-1");
    assertThat(finding.title()).isNotBlank();
    assertThat(finding.description()).isNotBlank();
    assertThat(finding.tactics()).hasSize(1);
    assertThat(finding.entities()).isNotEmpty();
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.detail()).startsWith("{\"AccountId\":").doesNotContain("detail-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Recon-EC2-PortProbeEMRUnprotectedPort | Recon:EC2/PortProbeEMRUnprotectedPort | HIGH | 80 | NEW | Discovery | 66dbf3e4e4aa4d4388cd6feed863bc8b
          Recon-EC2-PortProbeUnprotectedPort | Recon:EC2/PortProbeUnprotectedPort | LOW | 20 | NEW | Discovery | 6e4632e9929d47c393f3622da097fe9a
          Recon-EC2-Portscan | Recon:EC2/Portscan | MEDIUM | 50 | ARCHIVED | Discovery | 73440980f304493792150b279b08693c
          Trojan-EC2-BlackholeTraffic | Trojan:EC2/BlackholeTraffic | MEDIUM | 50 | NEW | Command and Control | 51d54042fc0a4b0bac64edb01849c01a
          Trojan-EC2-DGADomainRequest-B | Trojan:EC2/DGADomainRequest.B | HIGH | 80 | NEW | Command and Control | 25608f290d06467fbd23041b2c9f6e88
          Trojan-EC2-DNSDataExfiltration | Trojan:EC2/DNSDataExfiltration | HIGH | 80 | NEW | Exfiltration | 859a6c2165c14a8e92d12050fe60e052
          Trojan-EC2-DropPoint | Trojan:EC2/DropPoint | MEDIUM | 50 | NEW | Exfiltration | 761daa759a2247c1826031fe5639bad6
          UnauthorizedAccess-EC2-MaliciousIPCaller | UnauthorizedAccess:EC2/MaliciousIPCaller.Custom | MEDIUM | 50 | NEW | Initial Access | 756c8af6b6e44b03bb3a885eaa50b757
          UnauthorizedAccess-EC2-MetadataDNSRebind | UnauthorizedAccess:EC2/MetadataDNSRebind | HIGH | 80 | NEW | Credential Access | aecab3c8ed1349419763b813b482ca8f
          UnauthorizedAccess-EC2-RDPBruteForce | UnauthorizedAccess:EC2/RDPBruteForce | LOW | 20 | NEW | Credential Access | dbbfa92450294a018edfaab627d7f08b
          UnauthorizedAccess-EC2-SSHBruteForce | UnauthorizedAccess:EC2/SSHBruteForce | LOW | 20 | NEW | Credential Access | 49514155ed6b4536b05649a87fc3c05a
          UnauthorizedAccess-EC2-TorClient | UnauthorizedAccess:EC2/TorClient | HIGH | 80 | NEW | Initial Access | cdf9ae8187744b15aeaf17c7ef2f8a52
          UnauthorizedAccess-EC2-TorRelay | UnauthorizedAccess:EC2/TorRelay | HIGH | 80 | NEW | Initial Access | db173fdf1bcc4139a615eb2c9511458b
          """)
  void theHeadOfAnEc2FindingIsExact(
      String name,
      String type,
      String severity,
      double score,
      String status,
      String tactic,
      String id)
      throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.eventBridge(name));

    assertThat(finding.finding()).isEqualTo(DETECTOR + id);
    assertThat(finding.type()).isEqualTo(type);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.severityScore()).isEqualTo(score);
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.tactics()).containsExactly(tactic);
    assertThat(finding.account()).isEqualTo("1234567891234");
  }

  @Test
  void anUnusualApiCallNamesTheKeyTheInstanceAndTheRemoteEnd() throws RefusedFinding {
    Finding finding =
        GuardDutyFinding.of(Samples.eventBridge("Credential-Access-IAM-Anomalous-Behavior"));

    assertThat(finding.type()).isEqualTo("CredentialAccess:IAMUser/AnomalousBehavior");
    assertThat(finding.severity()).isEqualTo("MEDIUM");
    assertThat(finding.severityScore()).isEqualTo(50.0);
    assertThat(finding.tactics()).containsExactly("Credential Access");
    assertThat(finding.account()).isEqualTo("057372331974");
    assertThat(finding.firstTime()).isEqualTo(Instant.parse("2025-08-22T01:40:10Z"));
    assertThat(finding.lastTime()).isEqualTo(Instant.parse("2025-10-09T12:42:50Z"));
    assertThat(finding.updatedTime()).isEqualTo(Instant.parse("2025-10-09T12:42:50.817Z"));
    assertThat(finding.ips()).containsExactly("198.51.100.0", REMOTE_V6);
    String ec2 = "arn:aws:ec2:us-east-1:057372331974:";
    assertThat(Lines.of(finding))
        .containsExactly(
            "TARGET AWS_ACCOUNT 057372331974",
            "TARGET EC2_INSTANCE i-99999999",
            "TARGET EC2_IMAGE arn:aws:ec2:us-east-1::image/ami-99999999",
            "TARGET NETWORK_INTERFACE " + ec2 + "network-interface/eni-abcdef00",
            "TARGET IP_ADDRESS 198.51.100.1",
            "TARGET VPC " + ec2 + "vpc/vpc-generatedvpcid1",
            "TARGET SECURITY_GROUP GeneratedFindingSecurityId1",
            "TARGET SECURITY_GROUP GeneratedFindingSecurityId2",
            "TARGET SECURITY_GROUP GeneratedFindingSecurityId3",
            "TARGET SECURITY_GROUP GeneratedFindingSecurityId4",
            "TARGET NETWORK_INTERFACE " + ec2 + "network-interface/eni-abcdef01",
            "TARGET IP_ADDRESS 198.51.100.2",
            "TARGET VPC " + ec2 + "vpc/vpc-generatedvpcid2",
            "TARGET NETWORK_INTERFACE " + ec2 + "network-interface/eni-abcdef02",
            "TARGET IP_ADDRESS 198.51.100.3",
            "TARGET VPC " + ec2 + "vpc/vpc-generatedvpcid3",
            "TARGET NETWORK_INTERFACE " + ec2 + "network-interface/eni-abcdef03",
            "TARGET IP_ADDRESS 198.51.100.4",
            "TARGET VPC " + ec2 + "vpc/vpc-generatedvpcid4",
            "TARGET ACCESS_KEY GeneratedFindingAccessKeyId",
            "REMOTE IP_ADDRESS 198.51.100.0",
            "REMOTE IP_ADDRESS " + REMOTE_V6,
            "REMOTE ASO GeneratedFindingASNOrg");
  }

  @Test
  void aProbeOfADatabaseNamesItByArn() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.eventBridge("Discovery-RDS-Tor-Ip-Caller"));

    assertThat(finding.type()).isEqualTo("Discovery:RDS/TorIPCaller");
    assertThat(finding.tactics()).containsExactly("Discovery");
    assertThat(finding.ips()).containsExactly("1.2.3.4", REMOTE_V6);
    assertThat(Lines.of(finding))
        .containsExactly(
            "TARGET AWS_ACCOUNT 057372331974",
            "TARGET RDS_INSTANCE arn:aws:rds:us-east-1:123456789000:db:generatedfindingdbinstanceid",
            "REMOTE IP_ADDRESS 1.2.3.4",
            "REMOTE IP_ADDRESS " + REMOTE_V6,
            "REMOTE ASO GeneratedFindingAsnOrg");
  }

  @Test
  void aPortProbeNamesEachProbingAddress() throws RefusedFinding {
    Finding finding =
        GuardDutyFinding.of(Samples.eventBridge("Recon-EC2-PortProbeUnprotectedPort"));

    assertThat(finding.ips())
        .containsExactly(
            "198.51.100.0",
            REMOTE_V6,
            "198.51.100.1",
            "1234:5678:90ab:cdef:1234:5678:90ab:cde1",
            "198.51.100.2",
            "1234:5678:90ab:cdef:1234:5678:90ab:cde2",
            "198.51.100.3",
            "1234:5678:90ab:cdef:1234:5678:90ab:cde3");
    assertThat(Lines.of(finding))
        .contains("TARGET EC2_INSTANCE i-99999999", "REMOTE ASO GeneratedFindingASNOrg4")
        .as("An address on both sides is the remote one")
        .contains("REMOTE IP_ADDRESS 198.51.100.1")
        .as("An account of thirteen digits is none, and makes no ARN")
        .contains("TARGET NETWORK_INTERFACE eni-abcdef00", "TARGET VPC vpc-generatedvpcid1")
        .noneMatch(line -> line.contains("AWS_ACCOUNT"));
  }

  @Test
  void anInstanceThatScansIsTheActor() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.eventBridge("Recon-EC2-Portscan"));

    assertThat(Lines.of(finding))
        .contains("ACTOR EC2_INSTANCE i-99999999", "REMOTE IP_ADDRESS 198.51.100.0")
        .noneMatch(line -> line.contains("10.0.0.23"));
  }

  @Test
  void aNameAskedForStandsInLowerCase() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.eventBridge("Trojan-EC2-DNSDataExfiltration"));

    assertThat(finding.ips()).isEmpty();
    assertThat(Lines.of(finding))
        .endsWith(
            "REMOTE DOMAIN generatedfindingadditionaldomainname",
            "REMOTE DOMAIN generatedfindingsldwithtld");
  }

  @Test
  void anExportedAttackSequenceWithoutItsSequenceTellsItsTactics() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.export(0));

    assertThat(finding.type()).isEqualTo("AttackSequence:IAM/CompromisedCredentials");
    assertThat(finding.severity()).isEqualTo("CRITICAL");
    assertThat(finding.severityScore()).isEqualTo(90.0);
    assertThat(finding.tactics())
        .containsExactly(
            "Initial Access",
            "Persistence",
            "Privilege Escalation",
            "Defense Evasion",
            "Discovery");
    assertThat(finding.firstTime()).isEqualTo(Instant.parse("2025-02-25T20:40:06Z"));
    assertThat(finding.updatedTime()).isEqualTo(Instant.parse("2025-02-25T20:40:06.721Z"));
    assertThat(Lines.of(finding)).containsExactly("TARGET AWS_ACCOUNT 123456789012");
  }

  @Test
  void aCallThroughAnAwsServiceNamesTheServiceAndTheRole() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.export(2));

    assertThat(finding.type()).isEqualTo("PrivilegeEscalation:IAMUser/AdministrativePermissions");
    assertThat(finding.severityScore()).isEqualTo(80.0);
    assertThat(finding.region()).as("the finding's, not its ARN's").isEqualTo("us-east-1");
    assertThat(finding.count()).isEqualTo(1);
    assertThat(Lines.of(finding))
        .containsExactly(
            "TARGET AWS_ACCOUNT 123456789012",
            "REMOTE DOMAIN cloudformation.amazonaws.com",
            "TARGET IAM_ROLE arn:aws:iam::123456789012:role/IAMRole");
  }

  @Test
  void everyExportedLineIsRead() throws RefusedFinding {
    for (int i = 0; i < Samples.exportLines().size(); i++) {
      Finding finding = GuardDutyFinding.of(Samples.export(i));
      assertThat(Samples.json(finding.detail())).isEqualTo(Samples.export(i));
    }
  }
}
