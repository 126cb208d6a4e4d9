package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** A GuardDuty finding as Security Hub takes it in: much of the detail becomes flat text. */
final class ImportedFinding {
  private static final Map<String, String> TACTICS =
      Map.of(
          "UnauthorizedAccess", "Initial Access",
          "CryptoCurrency", "Impact",
          "Backdoor", "Command and Control",
          "Trojan", "Exfiltration",
          "Stealth", "Defense Evasion",
          "PrivilegeEscalation", "Privilege Escalation",
          "AttackSequence", "Multiple Tactics");

  private ImportedFinding() {}

  static HubFinding of(Finding finding) {
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
      asff.set("Action", actionOf(body.at("/service/action")));
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
      case "S3Bucket" -> named(row, "AwsS3Bucket", resource.get("s3BucketDetails").get(0));
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

  /** GuardDuty's action with its names in upper camel case, which is all that differs in most. */
  private static JsonNode actionOf(JsonNode action) {
    if (!action.isObject()) {
      return action;
    }
    ObjectNode result = Json.object();
    action
        .properties()
        .forEach(field -> result.set(upper(field.getKey()), actionOf(field.getValue())));
    return result;
  }

  private static String upper(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
