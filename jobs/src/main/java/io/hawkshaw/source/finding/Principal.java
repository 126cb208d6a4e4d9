package io.hawkshaw.source.finding;

import com.google.common.base.CharMatcher;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who used a credential, as GuardDuty and Security Hub describe it: by type, name and unique id.
 */
record Principal(String type, String name, String principalId) {
  private static final Pattern SESSION = Pattern.compile("AROA[A-Z0-9]+:\\S{2,64}");

  /** Adds the principal in the forms in which CloudTrail names it. */
  void join(Roster roster, Place place, Role role) {
    switch (kind()) {
      case "role", "assumedrole" -> {
        roster.add(EntityType.IAM_ROLE, place.iam("role", name), role);
        if (principalId != null && SESSION.matcher(principalId).matches()) {
          roster.add(EntityType.ROLE_SESSION, principalId, role);
        }
      }
      case "iamuser", "user" -> roster.add(EntityType.IAM_USER, place.iam("user", name), role);
      case "root" -> roster.add(EntityType.ROOT, place.root(), role);
      case "federateduser" ->
          roster.add(EntityType.FEDERATED_USER, place.federatedUser(name), role);
      case "samluser", "webidentityuser" ->
          roster.add(EntityType.FEDERATED_USER, View.first(principalId, name), role);
      case "awsaccount" -> roster.addAccount(View.first(principalId, name), role);
      default -> {
        // An AWS service, or a type that nobody told us of: no principal of a customer.
      }
    }
  }

  /** The type in letters only; where it is missing, IAM's prefixes of unique ids tell it. */
  private String kind() {
    String letters = type == null ? "" : CharMatcher.inRange('a', 'z').retainFrom(lower(type));
    if (!letters.isEmpty() && !letters.equals("unknown")) {
      return letters;
    }
    String id = principalId == null ? "" : principalId;
    if (id.startsWith("AROA")) {
      return "role";
    }
    return id.startsWith("AIDA") ? "user" : "";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
