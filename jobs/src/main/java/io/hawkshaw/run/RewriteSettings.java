package io.hawkshaw.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Who rewrites the stories of finding groups: nobody, unless an endpoint is set.
 *
 * @param endpoint base URL of a chat API in the form of OpenAI's, as https://host/v1; null for none
 * @param model name of the model
 * @param keyVariable environment variable that holds the key; null for an endpoint that asks for
 *     none. The key itself stands in no file
 * @param timeoutSeconds seconds after which an answer is not waited for: 30. After the first
 *     failure nobody is asked any more
 * @param maxGroups groups of a night at most, the gravest first: 20, what a team reads in a day;
 *     with the timeout it bounds what the night can be held up
 * @param maxSentences a story of more sentences is left as it is: 80, as many as common models take
 *     in and cite without mixing them up
 */
public record RewriteSettings(
    String endpoint,
    String model,
    String keyVariable,
    Integer timeoutSeconds,
    Integer maxGroups,
    Integer maxSentences) {
  static final RewriteSettings OFF = new RewriteSettings(null, null, null, null, null, null);

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public RewriteSettings {
    timeoutSeconds = timeoutSeconds == null ? 30 : timeoutSeconds;
    maxGroups = maxGroups == null ? 20 : maxGroups;
    maxSentences = maxSentences == null ? 80 : maxSentences;
    Settings.check(
        endpoint == null || isSafe(endpoint),
        "rewriting.endpoint",
        endpoint,
        "it must be an https URL without a password, or http on this machine");
    Settings.check(
        endpoint == null || (model != null && !model.isBlank()),
        "rewriting.model",
        model,
        "an endpoint is set, so a model must be named");
    Settings.check(
        timeoutSeconds > 0, "rewriting.timeout-seconds", timeoutSeconds, "it must be above 0");
    Settings.check(maxGroups > 0, "rewriting.max-groups", maxGroups, "it must be above 0");
    Settings.check(maxSentences > 0, "rewriting.max-sentences", maxSentences, "it must be above 0");
  }

  /** Whether anybody is set. */
  public boolean hasEndpoint() {
    return endpoint != null;
  }

  /** What goes there tells of an incident, and a key goes with it. */
  private static boolean isSafe(String url) {
    try {
      URI uri = new URI(url);
      boolean isSecret =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
      return isSecret && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
