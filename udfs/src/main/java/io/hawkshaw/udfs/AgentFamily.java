package io.hawkshaw.udfs;

import com.google.common.base.Ascii;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/**
 * The family of a user agent as an analyst would name it: {@code aws-cli}, {@code Terraform},
 * {@code AWS Console}, {@code Firefox}.
 *
 * <p>Families compare a caller with its own past; the versions, systems and random marks within an
 * agent would make every week look new. A family is what the caller says of itself and no proof.
 */
public final class AgentFamily {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "agent_family",
          AgentFamily::of,
          Encoders.STRING(),
          new Manual(
              "(user_agent) - Returns the family of a user agent, such as aws-cli, AWS Console,"
                  + " Terraform or Firefox, or null when it is blank.",
              "'aws-cli/2.15.0 Python/3.12.0 Linux/5.10 botocore/2.4.5'",
              "aws-cli"));

  /** CloudTrail cuts a user agent at 1 KB; what is longer did not come from it. */
  private static final int LONGEST_AGENT = 1024;

  /**
   * A day of logs holds millions of rows and hundreds of agents. Measured: an agent seen before
   * costs 0.1 µs to 0.25 µs, a new one what {@link UaParserFamily} states.
   */
  private static final LoadingCache<String, String> FAMILIES =
      CacheBuilder.newBuilder().maximumSize(10_000).build(CacheLoader.from(AgentFamily::name));

  private AgentFamily() {}

  /** {@link #of(String)} of a column. */
  public static Column agentFamily(Column userAgent) {
    return FUNCTION.on(userAgent);
  }

  /**
   * Names the family: the tools and services of AWS logs by rule, the clients of Kubernetes and the
   * partners of AWS by the product that they name, browsers and other tools by the rules of the
   * ua-parser project, and all else by the first product token ({@code Name} of {@code Name/1.2}),
   * or {@code Other}. Null for a blank agent.
   */
  public static String of(String userAgent) {
    if (userAgent == null) {
      return null;
    }
    String agent = unwrap(userAgent);
    return agent.isEmpty() ? null : FAMILIES.getUnchecked(agent);
  }

  private static String name(String agent) {
    String lowerCase = Ascii.toLowerCase(agent);
    for (AgentRule rule : AgentRule.ALL) {
      if (rule.applies().test(lowerCase)) {
        return rule.family();
      }
    }
    if (isKubernetesClient(lowerCase)) {
      return ProductToken.of(agent);
    }
    if (lowerCase.startsWith("apn/")) {
      return ProductToken.of(agent.substring(agent.indexOf(' ') + 1));
    }
    return UaParserFamily.of(agent);
  }

  /** S3 writes the agent in square brackets, and loses the closing one when it cuts the agent. */
  private static String unwrap(String userAgent) {
    String agent = Ascii.truncate(userAgent, LONGEST_AGENT, "").strip();
    int start = agent.startsWith("[") ? 1 : 0;
    int end = agent.endsWith("]") ? agent.length() - 1 : agent.length();
    return agent.substring(Math.min(start, end), end).strip();
  }

  /** Clients of Kubernetes write {@code name/version (system) kubernetes/commit}. */
  private static boolean isKubernetesClient(String agent) {
    return agent.startsWith("kube") || agent.startsWith("eks") || agent.contains(" kubernetes/");
  }
}
