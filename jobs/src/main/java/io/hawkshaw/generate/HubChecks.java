package io.hawkshaw.generate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Security Hub has of any organization on any day: controls that it checks, and known
 * vulnerabilities that Amazon Inspector found in images of machines.
 */
final class HubChecks {
  /**
   * A control.
   *
   * @param thing kind of the resource in the stock of a site
   * @param arn its ARN, by placeholders
   */
  private record Control(
      String id, String severity, String title, String type, String thing, String arn) {}

  private static final List<Control> CONTROLS =
      List.of(
          new Control(
              "EC2.13",
              "HIGH",
              "Security groups should not allow ingress from 0.0.0.0/0 or ::/0 to port 22",
              "AwsEc2SecurityGroup",
              "securityGroup",
              "arn:aws:ec2:${region}:${account}:security-group/${thing}"),
          new Control(
              "S3.8",
              "HIGH",
              "S3 general purpose buckets should block public access",
              "AwsS3Bucket",
              "bucket",
              "arn:aws:s3:::${thing}"),
          new Control(
              "EC2.3",
              "MEDIUM",
              "Attached EBS volumes should be encrypted at-rest",
              "AwsEc2Volume",
              "volume",
              "arn:aws:ec2:${region}:${account}:volume/${thing}"),
          new Control(
              "EC2.8",
              "HIGH",
              "EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)",
              "AwsEc2Instance",
              "instance",
              "arn:aws:ec2:${region}:${account}:instance/${thing}"),
          new Control(
              "Lambda.2",
              "MEDIUM",
              "Lambda functions should use supported runtimes",
              "AwsLambdaFunction",
              "function",
              "arn:aws:lambda:${region}:${account}:function:${thing}"),
          new Control(
              "DynamoDB.2",
              "MEDIUM",
              "DynamoDB tables should have point-in-time recovery enabled",
              "AwsDynamoDbTable",
              "table",
              "arn:aws:dynamodb:${region}:${account}:table/${thing}"),
          new Control(
              "KMS.4",
              "MEDIUM",
              "AWS KMS key rotation should be enabled",
              "AwsKmsKey",
              "key",
              "arn:aws:kms:${region}:${account}:key/${thing}"));

  private static final String CONTROL =
      """
      {"SchemaVersion":"2018-10-08",
       "Id":"arn:aws:securityhub:${region}:${account}:security-control/${control}/finding/${id}",
       "ProductArn":"arn:aws:securityhub:${region}::product/aws/securityhub",
       "ProductName":"Security Hub","CompanyName":"AWS","Region":"${region}",
       "GeneratorId":"security-control/${control}","AwsAccountId":"${account}",
       "Types":["Software and Configuration Checks/Industry and Regulatory Standards"],
       "FirstObservedAt":"${first}","LastObservedAt":"${time}",
       "CreatedAt":"${first}","UpdatedAt":"${time}",
       "Severity":{"Label":"${severity}","Normalized":${normalized},"Original":"${severity}"},
       "Title":"${title}","Description":"This control checks: ${title}.",
       "Remediation":{"Recommendation":{
        "Text":"For information on how to correct this issue, consult the controls documentation.",
        "Url":"https://docs.aws.amazon.com/console/securityhub/${control}/remediation"}},
       "ProductFields":{"aws/securityhub/ProductName":"Security Hub","aws/securityhub/CompanyName":"AWS"},
       "Resources":[{"Type":"${type}","Id":"${resource}","Partition":"aws","Region":"${region}"}],
       "Compliance":{"Status":"${status}","SecurityControlId":"${control}",
        "AssociatedStandards":[{"StandardsId":"standards/aws-foundational-security-best-practices/v/1.0.0"}]},
       "WorkflowState":"NEW","Workflow":{"Status":"${workflow}"},"RecordState":"ACTIVE"}
      """;

  private static final String VULNERABILITY =
      """
      {"SchemaVersion":"2018-10-08",
       "Id":"arn:aws:inspector2:${region}:${account}:finding/${id}",
       "ProductArn":"arn:aws:securityhub:${region}::product/aws/inspector",
       "ProductName":"Inspector","CompanyName":"Amazon","Region":"${region}",
       "GeneratorId":"AWSInspector","AwsAccountId":"${account}",
       "Types":["Software and Configuration Checks/Vulnerabilities/CVE"],
       "FirstObservedAt":"${first}","LastObservedAt":"${time}",
       "CreatedAt":"${first}","UpdatedAt":"${time}",
       "Severity":{"Label":"${severity}","Normalized":${normalized}},
       "Title":"${cve} - openssl","Description":"An input of unusual length ends the program.",
       "Remediation":{"Recommendation":{"Text":"Update the packages that are named.",
        "Url":"https://www.openssl.org/news/"}},
       "ProductFields":{"aws/inspector/ProductVersion":"2","aws/inspector/FindingStatus":"ACTIVE",
        "aws/inspector/inspectorScore":"${score}","aws/securityhub/ProductName":"Inspector"},
       "Resources":[{"Type":"AwsEc2Instance",
        "Id":"arn:aws:ec2:${region}:${account}:instance/${thing}",
        "Partition":"aws","Region":"${region}"}],
       "WorkflowState":"NEW","Workflow":{"Status":"NEW"},"RecordState":"ACTIVE",
       "Vulnerabilities":[{"Id":"${cve}",
        "VulnerablePackages":[{"Name":"openssl","Version":"3.0.7","Epoch":"1","Release":"24.amzn2023",
         "Architecture":"X86_64","PackageManager":"OS","FixedInVersion":"1:3.0.8-1.amzn2023"}],
        "Cvss":[{"Version":"3.1","BaseScore":${score},
         "BaseVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","Source":"NVD"}],
        "Vendor":{"Name":"NVD","Url":"https://nvd.nist.gov/vuln/detail/${cve}"},
        "ReferenceUrls":["https://nvd.nist.gov/vuln/detail/${cve}"],"FixAvailable":"YES"}]}
      """;

  /** How old most findings are: controls are checked twice a day, and fail for weeks. */
  private static final int OLDEST_DAYS = 60;

  private final Site site;
  private final Dice dice;

  HubChecks(Site site, Dice dice) {
    this.site = site;
    this.dice = dice;
  }

  /** A control that is checked at a time; four of five pass. */
  HubFinding control(Instant time) {
    Control control = dice.pick(CONTROLS);
    boolean passes = dice.chance(0.8);
    Map<String, String> values = values(control.id(), control.thing(), time);
    values.put("control", control.id());
    values.put("title", control.title());
    values.put("type", control.type());
    values.put("resource", resource(control, values));
    values.put("status", passes ? "PASSED" : "FAILED");
    values.put("workflow", passes ? "RESOLVED" : "NEW");
    grade(values, passes ? "INFORMATIONAL" : control.severity());
    return new HubFinding(site.place(), Json.fill(CONTROL, values));
  }

  /** A vulnerability that is seen again at a time. */
  HubFinding vulnerability(Instant time) {
    String cve = "CVE-2026-" + dice.between(1000, 1040);
    Map<String, String> values = values(cve, "instance", time);
    double score = dice.between(40, 95) / 10.0;
    values.put("cve", cve);
    values.put("score", String.valueOf(score));
    grade(values, score >= 9 ? "CRITICAL" : score >= 7 ? "HIGH" : "MEDIUM");
    return new HubFinding(site.place(), Json.fill(VULNERABILITY, values));
  }

  private static String resource(Control control, Map<String, String> values) {
    return control
        .arn()
        .replace("${region}", values.get("region"))
        .replace("${account}", values.get("account"))
        .replace("${thing}", values.get("thing"));
  }

  private Map<String, String> values(String what, String kind, Instant time) {
    String thing = site.stock(kind).pick(dice);
    Map<String, String> values = new HashMap<>();
    values.put("account", site.place().account().id());
    values.put("region", site.place().region());
    values.put("thing", thing);
    values.put("id", Ids.uuid(what + site.place() + thing));
    values.put("first", millis(time.minusSeconds(86_400L * dice.between(1, OLDEST_DAYS))));
    values.put("time", millis(time));
    return values;
  }

  private static void grade(Map<String, String> values, String label) {
    values.put("severity", label);
    values.put(
        "normalized",
        switch (label) {
          case "CRITICAL" -> "90";
          case "HIGH" -> "70";
          case "MEDIUM" -> "40";
          default -> "0";
        });
  }

  private static String millis(Instant time) {
    return time.toString().replace("Z", ".000Z");
  }
}
