package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Security Hub holds for production: GuardDuty's findings and one control of its own. */
final class HubFindings {
  private static final Map<String, String> TACTICS =
      Map.of(
          "UnauthorizedAccess", "Initial Access",
          "CryptoCurrency", "Impact",
          "Backdoor", "Command and Control",
          "Trojan", "Exfiltration",
          "Stealth", "Defense Evasion",
          "PrivilegeEscalation", "Privilege Escalation",
          "AttackSequence", "Multiple Tactics");

  /** The daily check that no security group lets the internet in by SSH. */
  private static final String CONTROL =
      """
      {"SchemaVersion":"2018-10-08",
       "Id":"arn:aws:securityhub:us-east-1:222233334444:security-control/EC2.13/finding/5b0d7c1e-3f2a-4e55-a1b2-0c20d1e2f304",
       "ProductArn":"arn:aws:securityhub:us-east-1::product/aws/securityhub",
       "ProductName":"Security Hub","CompanyName":"AWS","Region":"us-east-1",
       "GeneratorId":"security-control/EC2.13","AwsAccountId":"222233334444",
       "Types":["Software and Configuration Checks/Industry and Regulatory Standards"],
       "FirstObservedAt":"2026-10-11T06:00:00.000Z","LastObservedAt":"${time}",
       "CreatedAt":"2026-10-11T06:00:00.000Z","UpdatedAt":"${time}",
       "Severity":{"Label":"${severity}","Normalized":${normalized},"Original":"${severity}"},
       "Title":"Security groups should not allow ingress from 0.0.0.0/0 or ::/0 to port 22",
       "Description":"This control checks whether a security group allows unrestricted ingress to port 22.",
       "Remediation":{"Recommendation":{
        "Text":"For information on how to correct this issue, consult the controls documentation.",
        "Url":"https://docs.aws.amazon.com/console/securityhub/EC2.13/remediation"}},
       "ProductFields":{"aws/securityhub/ProductName":"Security Hub","aws/securityhub/CompanyName":"AWS"},
       "Resources":[{"Type":"AwsEc2SecurityGroup",
        "Id":"arn:aws:ec2:us-east-1:222233334444:security-group/sg-0c20d1e2f30415263",
        "Partition":"aws","Region":"us-east-1",
        "Details":{"AwsEc2SecurityGroup":{"GroupId":"sg-0c20d1e2f30415263","GroupName":"shop-web"}}}],
       "Compliance":{"Status":"${status}","SecurityControlId":"EC2.13",
        "AssociatedStandards":[{"StandardsId":"standards/aws-foundational-security-best-practices/v/1.0.0"}]},
       "WorkflowState":"NEW","Workflow":{"Status":"${workflow}"},"RecordState":"ACTIVE"}
      """;

  private HubFindings() {}

  static List<HubFinding> all() {
    List<HubFinding> all = new ArrayList<>();
    for (LocalDate day : Calendar.days(Calendar.october(11), Calendar.LAST_DAY)) {
      all.add(control(day));
    }
    Findings.of(Account.PRODUCTION).forEach(finding -> all.add(imported(finding)));
    return all;
  }

  /** The control fails while the intruder's rule stands open. */
  private static HubFinding control(LocalDate day) {
    boolean fails = day.equals(LeakedKey.DAY) || day.equals(LeakedKey.DAY.plusDays(1));
    Map<String, String> values =
        Map.of(
            "time", Calendar.at(day, "06:00:00").toString().replace("Z", ".000Z"),
            "severity", fails ? "HIGH" : "INFORMATIONAL",
            "normalized", fails ? "70" : "0",
            "status", fails ? "FAILED" : "PASSED",
            "workflow", fails ? "NEW" : "RESOLVED");
    return new HubFinding(Account.PRODUCTION.home(), Json.fill(CONTROL, values));
  }

  /** A GuardDuty finding as Security Hub takes it in: much of the detail becomes flat text. */
  static HubFinding imported(Finding finding) {
    JsonNode body = finding.body();
    ObjectNode asff =
        Json.object()
            .put("SchemaVersion", "2018-10-08")
            .put("Id", body.get("arn").textValue())
            .put(
                "ProductArn", "arn:aws:securityhub:" + finding.region() + "::product/aws/guardduty")
            .put("ProductName", "GuardDuty")
            .put("CompanyName", "Amazon")
            .put("Region", finding.region())
            .put("GeneratorId", body.get("arn").textValue().replaceFirst("/finding/.*", ""))
            .put("AwsAccountId", finding.place().account().id());
    asff.putArray("Types").add(type(finding));
    asff.set("FirstObservedAt", body.at("/service/eventFirstSeen"));
    asff.set("LastObservedAt", body.at("/service/eventLastSeen"));
    asff.set("CreatedAt", body.get("createdAt"));
    asff.set("UpdatedAt", body.get("updatedAt"));
    double severity = body.get("severity").doubleValue();
    asff.putObject("Severity")
        .put("Label", label(severity))
        .put("Normalized", (int) (severity * 10))
        .put("Product", severity);
    asff.set("Title", body.get("title"));
    asff.set("Description", body.get("description"));
    asff.put("SourceUrl", "https://us-east-1.console.aws.amazon.com/guardduty/home");
    ObjectNode fields = asff.putObject("ProductFields");
    flatten("aws/guardduty/service", body.get("service"), fields);
    fields.put("aws/securityhub/ProductName", "GuardDuty");
    resource(asff.putArray("Resources"), finding);
    if (body.at("/service/action/actionType").isTextual()) {
      asff.set("Action", HubActions.of(body.at("/service/action")));
    }
    asff.putObject("Workflow").put("Status", "NEW");
    asff.put("RecordState", "ACTIVE");
    return new HubFinding(finding.place(), asff);
  }

  private static String type(Finding finding) {
    String purpose = finding.type().substring(0, finding.type().indexOf(':'));
    return "TTPs/%s/%s"
        .formatted(TACTICS.getOrDefault(purpose, purpose), finding.type().replace('/', '-'));
  }

  private static String label(double severity) {
    if (severity >= 9) {
      return "CRITICAL";
    }
    if (severity >= 7) {
      return "HIGH";
    }
    return severity >= 4 ? "MEDIUM" : "LOW";
  }

  /** Only the first element of a list survives, as text. */
  private static void flatten(String path, JsonNode node, ObjectNode fields) {
    if (node.isContainerNode()) {
      node.properties()
          .forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), fields));
      if (node.isArray() && !node.isEmpty()) {
        flatten(path + ".0_", node.get(0), fields);
      }
    } else if (!node.isNull()) {
      fields.put(path, node.asText());
    }
  }

  private static void resource(ArrayNode resources, Finding finding) {
    JsonNode resource = finding.body().get("resource");
    ObjectNode row = resources.addObject();
    switch (resource.get("resourceType").textValue()) {
      case "Instance" -> instance(row, finding, resource.get("instanceDetails"));
      case "AccessKey" -> accessKey(row, resource.get("accessKeyDetails"));
      case "EKSCluster" -> named(row, "AwsEksCluster", resource.get("eksClusterDetails"));
      case "ECSCluster" -> named(row, "AwsEcsCluster", resource.get("ecsClusterDetails"));
      default ->
          row.put("Type", "AwsAccount")
              .put("Id", "AWS::::Account:" + finding.place().account().id());
    }
    row.put("Partition", "aws").put("Region", finding.region());
  }

  private static void instance(ObjectNode row, Finding finding, JsonNode details) {
    String arn =
        "arn:aws:ec2:%s:%s:instance/%s"
            .formatted(
                finding.region(),
                finding.place().account().id(),
                details.get("instanceId").textValue());
    row.put("Type", "AwsEc2Instance").put("Id", arn);
    ObjectNode instance = row.putObject("Details").putObject("AwsEc2Instance");
    instance.set("Type", details.get("instanceType"));
    instance.set("ImageId", details.get("imageId"));
    JsonNode networkInterface = details.at("/networkInterfaces/0");
    instance
        .putArray("IpV4Addresses")
        .add(networkInterface.get("publicIp"))
        .add(networkInterface.get("privateIpAddress"));
    instance.set("VpcId", networkInterface.get("vpcId"));
    instance.set("SubnetId", networkInterface.get("subnetId"));
    instance.set("LaunchedAt", details.get("launchTime"));
    for (JsonNode tag : details.get("tags")) {
      row.withObject("/Tags").set(tag.get("key").textValue(), tag.get("value"));
    }
  }

  private static void accessKey(ObjectNode row, JsonNode details) {
    row.put("Type", "AwsIamAccessKey")
        .put("Id", "AWS::IAM::AccessKey:" + details.get("accessKeyId").textValue());
    ObjectNode key = row.putObject("Details").putObject("AwsIamAccessKey");
    key.set("PrincipalId", details.get("principalId"));
    key.set("PrincipalName", details.get("userName"));
    key.set("PrincipalType", details.get("userType"));
  }

  private static void named(ObjectNode row, String type, JsonNode details) {
    row.put("Type", type).set("Id", details.get("arn"));
  }
}
