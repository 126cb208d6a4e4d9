package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.Tactic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FindingTypeTest {

  @ParameterizedTest
  @CsvSource({
    "CredentialAccess:IAMUser/AnomalousBehavior, Credential Access",
    "DefenseEvasion:Runtime/ProcessInjection.Proc, Defense Evasion",
    "DefenseImpairment:Route53Resolver/DisableOrModifyTools, Defense Evasion",
    "Discovery:S3/TorIPCaller, Discovery",
    "Execution:EC2/MaliciousFile!Snapshot, Execution",
    "Exfiltration:S3/AnomalousBehavior, Exfiltration",
    "Impact:EC2/WinRMBruteForce, Impact",
    "InitialAccess:IAMUser/AnomalousBehavior, Initial Access",
    "LateralMovement:EC2/RemoteServices, Lateral Movement",
    "Persistence:Kubernetes/AnomalousBehavior.WorkloadDeployed!ContainerWithSensitiveMount, Persistence",
    "PrivilegeEscalation:Runtime/ElevationToRoot, Privilege Escalation",
    "ResourceDevelopment:SES/CompromiseAccounts, Resource Development",
    "Reconnaissance:New/Thing, Reconnaissance",
    "Collection:New/Thing, Collection",
    "CommandAndControl:New/Thing, Command and Control",
    "Backdoor:EC2/C&CActivity.B!DNS, Command and Control",
    "Trojan:EC2/PhishingDomainRequest!DNS, Command and Control",
    "Trojan:Runtime/DropPoint!DNS, Exfiltration",
    "Trojan:EC2/DNSDataExfiltration, Exfiltration",
    "CryptoCurrency:Runtime/BitcoinTool.B!DNS, Impact",
    "Cryptocurrency:EC2/BitcoinTool.A, Impact",
    "ResourceConsumption:IAMUser/ComputeResources, Impact",
    "Recon:EC2/Portscan, Discovery",
    "Stealth:S3/ServerAccessLoggingDisabled, Defense Evasion",
    "UnauthorizedAccess:EC2/TorClient, Initial Access",
    "UnauthorizedAccess:EC2/SSHBruteForce, Credential Access",
    "UnauthorizedAccess:EC2/MetadataDNSRebind, Credential Access",
    "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS, Credential Access",
    "Object:S3/MaliciousFile, Execution"
  })
  void aPurposeStandsForATactic(String type, String tactic) {
    assertThat(Tactics.names(Tactics.ofGuardDuty(type))).containsExactly(tactic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Behavior:EC2/NetworkPortUnusual",
        "PenTest:IAMUser/KaliLinux",
        "Policy:S3/BucketAnonymousAccessGranted",
        "AttackSequence:EKS/CompromisedCluster",
        "Invented:Tomorrow/ByAws",
        "no type at all",
        ""
      })
  void whatHasNoTacticHasNone(String type) {
    assertThat(Tactics.ofGuardDuty(type)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled,"
        + " Stealth:IAMUser/CloudTrailLoggingDisabled",
    "TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS, Backdoor:EC2/C&CActivity.B!DNS",
    "TTPs/AttackSequence:IAM-CompromisedCredentials, AttackSequence:IAM/CompromisedCredentials",
    "Effects/Data Exposure/Policy:S3-BucketAnonymousAccessGranted,"
        + " Policy:S3/BucketAnonymousAccessGranted",
    "Unusual Behaviors/User/Invented:Tomorrow-By-Aws, Invented:Tomorrow/By-Aws",
    "Recon:EC2/Portscan, Recon:EC2/Portscan"
  })
  void guardDutysOwnFormComesBackFromSecurityHub(String written, String own) {
    assertThat(FindingType.parse(written).map(FindingType::text)).contains(own);
  }

  @Test
  void theTaxonomyOfAsffNamesTactics() {
    List<String> types =
        List.of(
            "TTPs/Initial Access",
            "TTPs/Lateral Movement/x",
            "TTPs/Unknown",
            "TTPs",
            "Effects/Data Exfiltration",
            "Effects/Denial of Service/y",
            "Effects/Data Exposure",
            "Software and Configuration Checks/Discovery");

    assertThat(Tactics.names(Tactics.ofTaxonomy(types)))
        .containsExactly("Initial Access", "Lateral Movement", "Exfiltration", "Impact");
  }

  @Test
  void aTacticIsKnownByNameIdAndTheWordsOfVersionNineteen() {
    assertThat(Tactic.named("TA0005")).contains(Tactic.DEFENSE_EVASION);
    assertThat(Tactic.named("defense-evasion")).contains(Tactic.DEFENSE_EVASION);
    assertThat(Tactic.named("Stealth")).contains(Tactic.DEFENSE_EVASION);
    assertThat(Tactic.named("TA0112")).contains(Tactic.DEFENSE_EVASION);
    assertThat(Tactic.named("COMMAND_AND_CONTROL")).contains(Tactic.COMMAND_AND_CONTROL);
    assertThat(Tactic.named(null)).isEmpty();
  }

  @Test
  void bandsOfSeverityBeginWhereAwsSays() {
    assertThat(Severity.of(0)).isEqualTo(Severity.INFORMATIONAL);
    assertThat(Severity.of(39.9)).isEqualTo(Severity.LOW);
    assertThat(Severity.of(40)).isEqualTo(Severity.MEDIUM);
    assertThat(Severity.of(89)).isEqualTo(Severity.HIGH);
    assertThat(Severity.of(90)).isEqualTo(Severity.CRITICAL);
    assertThat(Severity.ofGuardDuty(8.9)).isEqualTo(89.0);
    assertThat(Severity.ofGuardDuty(11.0)).isNull();
    assertThat(Severity.named("Fatal")).contains(Severity.CRITICAL);
    assertThat(Severity.named("Unknown")).isEmpty();
  }
}
