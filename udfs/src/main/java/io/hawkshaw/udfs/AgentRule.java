package io.hawkshaw.udfs;

import java.util.List;
import java.util.function.Predicate;

/**
 * One rule that names user agents.
 *
 * @param applies whether the rule names an agent, which it sees in lower case
 * @param family the name
 */
record AgentRule(Predicate<String> applies, String family) {

  /**
   * The first rule that applies wins, so a tool stands before the library that it is built on: the
   * agent of Terraform names aws-sdk-go, that of aws-cli names Botocore.
   */
  static final List<AgentRule> ALL =
      List.of(
          is(AgentRule::isConsoleHost, "AWS Console"),
          is(AgentRule::isAwsHost, "AWS service"),
          begins("s3console/", "AWS Console"),
          begins("awsconsole", "AWS Console"),
          begins("aws-console", "AWS Console"),
          begins("aws internal", "AWS Internal"),
          begins("aws-internal", "AWS Internal"),
          begins("aws-cli/", "aws-cli"),
          is(AgentRule::isConsoleBackend, "AWS Console"),
          contains("aws-internal/", "AWS Internal"),
          // Attack tools that name themselves; the first with a new random mark for each run.
          begins("stratus-red-team", "Stratus Red Team"),
          begins("pacu", "Pacu"),
          contains("terraform", "Terraform"),
          contains("pulumi", "Pulumi"),
          contains("ansible", "Ansible"),
          contains("aws-cdk", "aws-cdk"),
          begins("cloudformation", "AWS CloudFormation"),
          contains("awspowershell", "AWS Tools for PowerShell"),
          contains("powershell", "PowerShell"),
          contains("boto3/", "Boto3"),
          contains("botocore/", "Botocore"),
          contains("aws-sdk-java", "AWS SDK for Java"),
          contains("aws-sdk-js", "AWS SDK for JavaScript"),
          contains("aws-sdk-nodejs", "AWS SDK for JavaScript"),
          contains("aws-sdk-go", "AWS SDK for Go"),
          contains("aws-sdk-dotnet", "AWS SDK for .NET"),
          contains("aws-sdk-net", "AWS SDK for .NET"),
          contains("aws-sdk-ruby", "AWS SDK for Ruby"),
          contains("aws-sdk-rust", "AWS SDK for Rust"),
          contains("aws-sdk-cpp", "AWS SDK for C++"),
          contains("aws-sdk-php", "AWS SDK for PHP"),
          contains("aws-sdk-python", "AWS SDK for Python"),
          contains("aws-sdk-kotlin", "AWS SDK for Kotlin"),
          contains("aws-sdk-swift", "AWS SDK for Swift"),
          contains("aws-sdk-ios", "AWS SDK for iOS"),
          contains("aws-sdk-android", "AWS SDK for Android"),
          contains("aws-sdk-", "AWS SDK"),
          begins("curl/", "curl"),
          begins("python-requests", "python-requests"),
          begins("go-http-client", "Go-http-client"),
          begins("okhttp", "okhttp"));

  private static AgentRule begins(String start, String family) {
    return new AgentRule(agent -> agent.startsWith(start), family);
  }

  private static AgentRule contains(String part, String family) {
    return new AgentRule(agent -> agent.contains(part), family);
  }

  private static AgentRule is(Predicate<String> kind, String family) {
    return new AgentRule(kind, family);
  }

  private static boolean isConsoleHost(String agent) {
    return isAwsHost(agent)
        && (agent.startsWith("console.")
            || agent.startsWith("signin.")
            || agent.contains(".console.")
            || agent.contains(".signin."));
  }

  /** A service that acts for itself or for a caller names itself by its DNS name alone. */
  private static boolean isAwsHost(String agent) {
    boolean isAwsDomain =
        agent.endsWith(".amazonaws.com")
            || agent.endsWith(".amazonaws.com.cn")
            || agent.endsWith(".aws.internal")
            || agent.endsWith(".aws.amazon.com");
    return isAwsDomain && agent.indexOf(' ') < 0 && agent.indexOf('/') < 0;
  }

  /** For example {@code EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12}. */
  private static boolean isConsoleBackend(String agent) {
    int internal = agent.indexOf(", aws-internal/");
    int console = agent.indexOf("console");
    return console >= 0 && console < internal;
  }
}
