package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Families of findings of which no free record is known, written after the field lists. */
final class GuardDutyFamiliesTest {
  private static final String ACCOUNT = "TARGET AWS_ACCOUNT 123456789012";
  private static final String PROD = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";
  private static final String EC2 = "arn:aws:ec2:eu-west-1:123456789012:";
  private static final String EICAR =
      "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

  @Test
  void aMinerOnFargateNamesClusterTaskContainersAndProcesses() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("ecs-fargate-runtime"));

    String task = "arn:aws:ecs:eu-west-1:123456789012:task/shop/0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    assertThat(finding.tactics()).containsExactly("Impact");
    assertThat(finding.count()).isEqualTo(3);
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "TARGET ECS_CLUSTER arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
            "TARGET ECS_TASK " + task,
            "TARGET CONTAINER 0f1e2d3c4b5a69788796a5b4c3d2e1f0-527074092",
            "TARGET CONTAINER_IMAGE 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4",
            "TARGET CONTAINER " + task + "/sidecar",
            "TARGET CONTAINER_IMAGE public.ecr.aws/example/sidecar:2",
            "ACTOR PROCESS 2a1c5f0e-0000-4000-8000-000000000003",
            "ACTOR FILE_HASH 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "ACTOR PROCESS 2a1c5f0e-0000-4000-8000-000000000002",
            "ACTOR PROCESS /managed-agents/execute-command/ssm-agent-worker",
            "REMOTE DOMAIN pool.supportxmr.com",
            "REMOTE DOMAIN supportxmr.com");
  }

  @Test
  void anAttackSequenceNamesActorsResourcesEndpointsAndIndicators() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("attack-sequence"));

    assertThat(finding.severity()).isEqualTo("CRITICAL");
    assertThat(finding.tactics())
        .containsExactly("Execution", "Persistence", "Defense Evasion", "Impact");
    assertThat(finding.ips()).containsExactly("203.0.113.9", "203.0.113.10");
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "ACTOR AWS_ACCOUNT 210987654321",
            "ACTOR IAM_ROLE arn:aws:iam::210987654321:role/ci/Deploy",
            "ACTOR ROLE_SESSION AROAEXAMPLEID00000001:ci-run-17",
            "ACTOR ACCESS_KEY ASIAEXAMPLEKEY000001",
            "ACTOR PROCESS /tmp/xmrig",
            "ACTOR FILE_HASH e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "TARGET EKS_CLUSTER " + PROD,
            "TARGET EC2_INSTANCE i-0123456789abcdef0",
            "TARGET VPC " + EC2 + "vpc/vpc-0a1b2c3d4e5f60718",
            "TARGET KUBERNETES_WORKLOAD " + PROD + "/shop/deployments/payments",
            "TARGET CONTAINER containerd-1",
            "TARGET NETWORK_INTERFACE " + EC2 + "network-interface/eni-0123456789abcdef0",
            "TARGET IP_ADDRESS 198.51.100.77",
            "TARGET SECURITY_GROUP " + EC2 + "security-group/sg-0123456789abcdef0",
            "TARGET S3_BUCKET customer-data",
            "TARGET IAM_USER arn:aws:iam::123456789012:user/john_doe",
            "TARGET ACCESS_KEY AKIAEXAMPLEKEY000002",
            "TARGET CONTAINER_IMAGE docker.io/library/payments:3",
            "REMOTE IP_ADDRESS 203.0.113.9",
            "REMOTE ASO Example Hosting Ltd",
            "REMOTE DOMAIN evil.example",
            "REMOTE IP_ADDRESS 203.0.113.10",
            "TARGET VULNERABILITY CVE-2024-21626",
            "REMOTE DOMAIN pool.example");
    assertThat(finding.entities())
        .contains(new Involved("S3_BUCKET", "customer-data", "TARGET", "123456789012"))
        .noneMatch(one -> !one.entityType().equals("S3_BUCKET") && one.account() != null);
  }

  @Test
  void malwareOnAVolumeNamesTheInstanceTheSnapshotAndTheFile() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("malware-ec2"));

    assertThat(finding.severityScore()).isEqualTo(79.0);
    assertThat(finding.tactics()).containsExactly("Execution");
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "TARGET EC2_INSTANCE i-0fedcba9876543210",
            "TARGET EC2_IMAGE arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0",
            "TARGET NETWORK_INTERFACE " + EC2 + "network-interface/eni-0fedcba9876543210",
            "TARGET IP_ADDRESS 198.51.100.20",
            "TARGET IP_ADDRESS 2001:db8::1",
            "TARGET VPC " + EC2 + "vpc/vpc-0a1b2c3d4e5f60718",
            "TARGET SECURITY_GROUP " + EC2 + "security-group/sg-0a1b2c3d4e5f60718",
            "TARGET SNAPSHOT arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0",
            "TARGET FILE_HASH " + EICAR);
  }

  @Test
  void malwareInAnObjectNamesTheBucketAndTheFile() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("malware-s3"));

    assertThat(finding.tactics()).containsExactly("Execution");
    assertThat(Lines.of(finding))
        .containsExactly(ACCOUNT, "TARGET S3_BUCKET uploads", "TARGET FILE_HASH " + EICAR);
  }

  @Test
  void aLoginToADatabaseKnownByNameNamesItsArn() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("rds-login"));

    assertThat(finding.ips()).containsExactly("203.0.113.40");
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "TARGET RDS_INSTANCE arn:aws:rds:eu-west-1:123456789012:db:orders",
            "REMOTE IP_ADDRESS 203.0.113.40",
            "REMOTE ASO Example Hosting Ltd");
  }

  @Test
  void aFunctionThatCallsHomeIsTheActorWithoutItsVersion() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("lambda"));

    assertThat(finding.tactics()).containsExactly("Command and Control");
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "ACTOR LAMBDA_FUNCTION arn:aws:lambda:eu-west-1:123456789012:function:resize",
            "ACTOR IAM_ROLE arn:aws:iam::123456789012:role/service-role/resize",
            "ACTOR VPC " + EC2 + "vpc/vpc-0a1b2c3d4e5f60718",
            "ACTOR SECURITY_GROUP " + EC2 + "security-group/sg-0a1b2c3d4e5f60718",
            "REMOTE IP_ADDRESS 203.0.113.66",
            "REMOTE ASO Example Hosting Ltd");
  }

  @Test
  void aCallOfKubernetesNamesPodsSubjectsAndWhoStoodBehindThem() throws RefusedFinding {
    Finding finding = GuardDutyFinding.of(Samples.handWritten("kubernetes-audit"));

    String session = "arn:aws:sts::123456789012:assumed-role/Admin/jane";
    assertThat(finding.ips()).containsExactly("203.0.113.50", "10.0.0.7");
    assertThat(Lines.of(finding))
        .containsExactly(
            ACCOUNT,
            "ACTOR IAM_ROLE arn:aws:iam::123456789012:role/Admin",
            "ACTOR ROLE_SESSION AROAEXAMPLEID00000009:jane",
            "ACTOR ACCESS_KEY ASIAEXAMPLEKEY000009",
            "TARGET EKS_CLUSTER " + PROD,
            "TARGET VPC " + EC2 + "vpc/vpc-0a1b2c3d4e5f60718",
            "TARGET KUBERNETES_POD " + PROD + "/kube-system/coredns-1",
            "TARGET CONTAINER cri-1",
            "TARGET CONTAINER_IMAGE coredns:v1.9",
            "TARGET KUBERNETES_SUBJECT " + PROD + "/system:serviceaccount:kube-system:coredns",
            "ACTOR KUBERNETES_SUBJECT " + PROD + "/" + session,
            "ACTOR KUBERNETES_SUBJECT " + PROD + "/kube-admin",
            "ACTOR ROLE_SESSION " + session,
            "TARGET KUBERNETES_POD " + PROD + "/kube-system/coredns-2",
            "REMOTE IP_ADDRESS 203.0.113.50",
            "REMOTE IP_ADDRESS 10.0.0.7",
            "REMOTE ASO Example Hosting Ltd");
  }

  @Test
  void aSharedVpcBelongsToItsOwner() throws RefusedFinding {
    ObjectNode finding = (ObjectNode) Samples.handWritten("malware-ec2");
    finding
        .withObject("/service/action/dnsRequestAction")
        .put("domain", "a.example")
        .put("vpcOwnerAccountId", "210987654321");

    assertThat(Lines.of(GuardDutyFinding.of(finding)))
        .contains(
            "TARGET VPC arn:aws:ec2:eu-west-1:210987654321:vpc/vpc-0a1b2c3d4e5f60718",
            "TARGET SECURITY_GROUP " + EC2 + "security-group/sg-0a1b2c3d4e5f60718");
  }

  @Test
  void everyTypeOfPrincipalIsNamedInItsOwnForm() throws RefusedFinding {
    assertThat(principal("IAMUser", "AIDAEXAMPLE", "mary"))
        .containsExactly("TARGET IAM_USER arn:aws-us-gov:iam::123456789012:user/mary");
    assertThat(principal("Root", "123456789012", "Root"))
        .containsExactly("TARGET ROOT arn:aws-us-gov:iam::123456789012:root");
    assertThat(principal("FederatedUser", "123456789012:bob", "bob"))
        .containsExactly(
            "TARGET FEDERATED_USER arn:aws-us-gov:sts::123456789012:federated-user/bob");
    assertThat(principal("WebIdentityUser", "accounts.example:app:bob", "bob"))
        .containsExactly("TARGET FEDERATED_USER accounts.example:app:bob");
    assertThat(principal("Role", "AROAEXAMPLE:i-0123", "web"))
        .containsExactly(
            "TARGET IAM_ROLE arn:aws-us-gov:iam::123456789012:role/web",
            "TARGET ROLE_SESSION AROAEXAMPLE:i-0123");
    assertThat(principal(null, "AROAEXAMPLE", "web"))
        .containsExactly("TARGET IAM_ROLE arn:aws-us-gov:iam::123456789012:role/web");
    assertThat(principal("AWSService", "config.amazonaws.com", "config")).isEmpty();
    assertThat(principal("IAMUser", "AIDAEXAMPLE", "no name, but a sentence")).isEmpty();
  }

  private static List<String> principal(String type, String principalId, String name)
      throws RefusedFinding {
    JsonNode finding = Samples.handWritten("same-guardduty");
    ((ObjectNode) finding).put("partition", "aws-us-gov").remove("service");
    ((ObjectNode) finding.at("/resource/accessKeyDetails"))
        .put("userType", type)
        .put("principalId", principalId)
        .put("userName", name)
        .putNull("accessKeyId");
    return Lines.of(GuardDutyFinding.of(finding)).stream()
        .filter(line -> !line.equals(ACCOUNT))
        .toList();
  }

  @Test
  void anInstanceProfileIsNoRole() throws RefusedFinding {
    assertThat(Lines.of(GuardDutyFinding.of(Samples.handWritten("malware-ec2"))))
        .noneMatch(line -> line.contains("IAM_ROLE"));
  }
}
