package io.hawkshaw.report;

import io.hawkshaw.report.Conduct.Part;
import io.hawkshaw.report.Section.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * What to do about an investigation: lines of the AWS CLI to review, with the exact identifiers.
 * None is ever run.
 */
final class Recommendations {
  private final CaseFile file;
  private final String arn;
  private final String name;
  private final List<Command> commands = new ArrayList<>();
  private final Set<String> given = new LinkedHashSet<>();

  private Recommendations(CaseFile file) {
    this.file = file;
    this.arn = file.investigation().getAs("entity_arn");
    this.name = arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The lines, the most urgent first; none where nothing was found. */
  static List<Command> of(CaseFile file) {
    Recommendations advice = new Recommendations(file);
    if (!file.indicators().isEmpty()) {
      advice.stopThePrincipal();
      file.part(Part.ACTS).forEach(advice::undo);
      advice.look();
    }
    return advice.commands;
  }

  private boolean isUser() {
    return file.investigation().<String>getAs("entity_type").equals("IAM_USER");
  }

  private void stopThePrincipal() {
    if (isUser()) {
      for (String key : keys("AKIA")) {
        add(
            "Disable the access key "
                + key
                + ", which indicators name, unless its owner vouches for"
                + " them",
            "aws",
            "iam",
            "update-access-key",
            "--user-name",
            name,
            "--access-key-id",
            key,
            "--status",
            "Inactive");
      }
      return;
    }
    if (!keys("ASIA").isEmpty() && !arn.contains(":role/aws-")) {
      add(
          "Revoke all sessions of the role that began before the end of the window; later ones go on",
          "aws",
          "iam",
          "put-role-policy",
          "--role-name",
          name,
          "--policy-name",
          "AWSRevokeOlderSessions",
          "--policy-document",
          revocation());
    }
  }

  /** As the IAM console writes it when sessions are revoked. */
  private String revocation() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],"
        + "\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\""
        + file.scope().end()
        + "\"}}}]}";
  }

  private Set<String> keys(String prefix) {
    Set<String> keys = new TreeSet<>();
    for (Row indicator : file.indicators()) {
      for (Object key : indicator.getList(indicator.fieldIndex("access_keys"))) {
        if (indicator.<Double>getAs("risk") > 0 && String.valueOf(key).startsWith(prefix)) {
          keys.add(String.valueOf(key));
        }
      }
    }
    return keys;
  }

  /** What stands against one of the calls that succeeded. */
  private void undo(Row act) {
    String target = act.getAs("target");
    if (target == null) {
      return;
    }
    String last = target.substring(target.lastIndexOf('/') + 1);
    String region = act.getAs("region");
    switch (act.<String>getAs("operation")) {
      case "CreateUser", "CreateLoginProfile" ->
          add(
              "Take the console password from the user " + last + ", which was made in the window",
              "aws",
              "iam",
              "delete-login-profile",
              "--user-name",
              last);
      case "CreateAccessKey" -> {
        if (act.<String>getAs("issued_key") != null) {
          add(
              "Disable the access key that was made for " + last,
              "aws",
              "iam",
              "update-access-key",
              "--user-name",
              last,
              "--access-key-id",
              act.getAs("issued_key"),
              "--status",
              "Inactive");
        }
      }
      case "AttachUserPolicy", "PutUserPolicy" ->
          add(
              "Look at the policies of the user " + last + ", which were changed",
              "aws",
              "iam",
              "list-attached-user-policies",
              "--user-name",
              last);
      case "AttachRolePolicy", "PutRolePolicy" ->
          add(
              "Look at the policies of the role " + last + ", which were changed",
              "aws",
              "iam",
              "list-attached-role-policies",
              "--role-name",
              last);
      case "UpdateAssumeRolePolicy" ->
          add(
              "Look at whom the role " + last + " trusts, which was changed",
              "aws",
              "iam",
              "get-role",
              "--role-name",
              last);
      case "CreatePolicyVersion", "SetDefaultPolicyVersion" ->
          add(
              "Look at the versions of the policy, which was changed",
              "aws",
              "iam",
              "list-policy-versions",
              "--policy-arn",
              target);
      case "StopLogging", "UpdateTrail", "PutEventSelectors" ->
          add(
              "Start the logging of the trail again, once it is set as it should be",
              "aws",
              "cloudtrail",
              "start-logging",
              "--region",
              region,
              "--name",
              target);
      case "DeleteTrail" ->
          add(
              "See which trails are left; " + last + " was deleted",
              "aws",
              "cloudtrail",
              "describe-trails",
              "--region",
              region);
      case "RunInstances" -> {
        if (last.startsWith("i-")) {
          add(
              "Stop the instance that was started; its disks stay for forensics",
              "aws",
              "ec2",
              "stop-instances",
              "--region",
              region,
              "--instance-ids",
              last);
        }
      }
      case "AuthorizeSecurityGroupIngress" ->
          add(
              "Look at what the security group lets in since then",
              "aws",
              "ec2",
              "describe-security-groups",
              "--region",
              region,
              "--group-ids",
              last);
      case "PutBucketPolicy",
          "PutBucketAcl",
          "DeleteBucketPublicAccessBlock",
          "DeletePublicAccessBlock",
          "PutBucketPublicAccessBlock" ->
          add(
              "Close the bucket to the public, and look at its policy",
              "aws",
              "s3api",
              "put-public-access-block",
              "--bucket",
              last,
              "--public-access-block-configuration",
              "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,"
                  + "RestrictPublicBuckets=true");
      case "GetSecretValue" ->
          add(
              "Rotate the secret, which was read",
              "aws",
              "secretsmanager",
              "rotate-secret",
              "--region",
              region,
              "--secret-id",
              target);
      case "DeactivateMFADevice" ->
          add(
              "See which second factors are left",
              "aws",
              "iam",
              "list-mfa-devices",
              "--user-name",
              last);
      case "AssumeRole" -> {
        if (target.contains(":role/")) {
          add("Investigate the role that was taken from here", investigate(target));
        }
      }
      default -> {
        // Nothing is known that stands against other calls.
      }
    }
  }

  private void look() {
    if (isUser()) {
      add("See the keys of the user", "aws", "iam", "list-access-keys", "--user-name", name);
    }
    add(
        "Read the raw records",
        "./hawkshaw",
        "raw",
        "--entity",
        arn,
        "--start",
        file.scope().start().toString(),
        "--end",
        file.scope().end().toString());
  }

  private String[] investigate(String role) {
    return new String[] {
      "./hawkshaw",
      "investigate",
      role,
      "--start",
      file.scope().start().toString(),
      "--end",
      file.scope().end().toString()
    };
  }

  private void add(String reason, String... words) {
    String line = Shell.line(words);
    if (given.add(line)) {
      commands.add(new Command(reason, line));
    }
  }
}
