package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.EntityType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a role's trust policy lets assume it. Conditions are not weighed and denials not taken off:
 * it is the most that the policy can mean.
 *
 * <p>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
final class TrustPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final List<String> ASSUMING =
      List.of("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity");

  /**
   * One who is trusted.
   *
   * @param type type of the entity; an account stands for all of its principals that may
   * @param id its id; {@code *} is anybody
   */
  record Trusted(EntityType type, String id) {}

  private TrustPolicy() {}

  /**
   * The principals of a policy, in its order; none where it is no policy.
   *
   * @param document the policy, as the command line prints it, or as a text in percent-encoding, as
   *     the API answers
   */
  static Set<Trusted> of(JsonNode document) {
    Set<Trusted> all = new LinkedHashSet<>();
    for (JsonNode statement : each(decoded(document).path("Statement"))) {
      boolean lets = statement.path("Effect").asText().equals("Allow");
      if (lets && each(statement.path("Action")).stream().anyMatch(TrustPolicy::isAssuming)) {
        add(all, statement);
      }
    }
    return all;
  }

  private static JsonNode decoded(JsonNode document) {
    if (!document.isTextual()) {
      return document;
    }
    try {
      return JSON.readTree(URLDecoder.decode(document.asText(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return JSON.missingNode();
    }
  }

  private static List<JsonNode> each(JsonNode oneOrMany) {
    List<JsonNode> all = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(all::add);
    } else if (!oneOrMany.isMissingNode()) {
      all.add(oneOrMany);
    }
    return all;
  }

  private static boolean isAssuming(JsonNode action) {
    String written = action.asText().toLowerCase(Locale.ROOT);
    String literal = "\\Q" + written.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return ASSUMING.stream().anyMatch(name -> name.matches(literal));
  }

  private static void add(Set<Trusted> all, JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    if (statement.has("NotPrincipal") || principal.asText().equals("*")) {
      all.add(new Trusted(EntityType.AWS_ACCOUNT, "*"));
    }
    each(principal.path("AWS")).forEach(one -> all.add(ofAws(one.asText())));
    each(principal.path("Service"))
        .forEach(one -> all.add(new Trusted(EntityType.AWS_SERVICE, one.asText())));
    each(principal.path("Federated"))
        .forEach(one -> all.add(new Trusted(EntityType.AWS_RESOURCE, one.asText())));
  }

  /** A principal that was deleted stands there by its unique id. */
  private static Trusted ofAws(String id) {
    String[] parts = id.split(":", 6);
    if (parts.length < 6) {
      boolean isAccount = id.equals("*") || ACCOUNT.matcher(id).matches();
      return new Trusted(
          isAccount
              ? EntityType.AWS_ACCOUNT
              : id.startsWith("AROA") ? EntityType.IAM_ROLE : EntityType.IAM_USER,
          id);
    }
    String resource = parts[5];
    if (resource.equals("root")) {
      return new Trusted(EntityType.AWS_ACCOUNT, parts[4]);
    }
    boolean isSession = resource.startsWith("assumed-role/");
    return new Trusted(
        isSession
            ? EntityType.ROLE_SESSION
            : resource.startsWith("role/") ? EntityType.IAM_ROLE : EntityType.IAM_USER,
        id);
  }
}
