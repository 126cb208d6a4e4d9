package io.hawkshaw.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Security Hub holds for production: GuardDuty's findings and one control of its own. */
final class HubFindings {
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
    Findings.of(Account.PRODUCTION).forEach(finding -> all.add(ImportedFinding.of(finding)));
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
}
