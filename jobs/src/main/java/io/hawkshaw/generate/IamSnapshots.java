package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes what {@code aws iam get-account-authorization-details} would print of production and
 * development on the morning before the first incident and on that after it: who might take which
 * role, and what each may do. That anybody in development might take {@code deployment}, though
 * only the pipeline was meant to, is what the intruder makes use of.
 */
final class IamSnapshots {
  static final String FOLDER = "iam-snapshot";

  private static final String TAKEN = "06:00:00";
  private static final List<LocalDate> DAYS = List.of(Calendar.october(15), Calendar.october(17));
  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private static final Instant FOUNDED = Instant.parse("2024-03-04T09:00:00Z");

  private final LakeFolder folder;
  private final Manifest manifest;

  IamSnapshots(LakeFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Writes one file for each account and day. */
  void write() {
    for (LocalDate day : DAYS) {
      write(Account.PRODUCTION, production(day), day);
      write(Account.DEVELOPMENT, development(), day);
    }
  }

  private void write(Account account, ObjectNode details, LocalDate day) {
    String stamp = STAMP.format(Calendar.at(day, TAKEN));
    String path = "%s/%s/%s_%s.json".formatted(FOLDER, PATH_DAY.format(day), account.id(), stamp);
    folder.writeText(path, Json.pretty(details));
    for (String list : List.of("UserDetailList", "GroupDetailList", "RoleDetailList")) {
      details
          .get(list)
          .forEach(one -> manifest.add(FOLDER, day, account.global(), one.get("Arn").asText()));
    }
  }

  private static ObjectNode production(LocalDate day) {
    ObjectNode details = details();
    Instant made = LeakedKey.BACKDOOR_MADE;
    if (made.isBefore(Calendar.at(day, TAKEN))) {
      attach(user(details, Users.BACKDOOR, made), LeakedKey.ADMINISTRATOR_POLICY);
    }
    attach(
        role(details, Roles.DEPLOYMENT, trust("AWS", Account.DEVELOPMENT.root(), "AssumeRole")),
        LeakedKey.ADMINISTRATOR_POLICY);
    inline(
        role(details, Roles.SHOP, trust("Service", "ec2.amazonaws.com", "AssumeRole")),
        "shop",
        "s3:*",
        "arn:aws:s3:::prod-*");
    String signOn = "arn:aws:iam::%s:saml-provider/AWSSSO_DO_NOT_DELETE";
    String provider = signOn.formatted(Account.PRODUCTION.id());
    ObjectNode signsOn = trust("Federated", provider, "AssumeRoleWithSAML");
    attach(role(details, Roles.POWER_USER, signsOn), "arn:aws:iam::aws:policy/PowerUserAccess");
    attach(role(details, Roles.READER, signsOn), "arn:aws:iam::aws:policy/ReadOnlyAccess");
    return details;
  }

  private static ObjectNode development() {
    ObjectNode details = details();
    join(user(details, Users.MARIA, FOUNDED), "administrators");
    join(user(details, Users.JONAS, FOUNDED), "developers");
    join(user(details, Users.TOM, FOUNDED), "developers");
    join(user(details, Users.LENA, People.LENA_MADE), "developers");
    attach(group(details, "administrators"), LeakedKey.ADMINISTRATOR_POLICY);
    String deploying = Roles.DEPLOYMENT.arn();
    inline(group(details, "developers"), "deploy", "sts:AssumeRole", deploying);
    String builds = "arn:aws:iam::%s:oidc-provider/token.builds.example";
    ObjectNode builder =
        trust("Federated", builds.formatted(Account.DEVELOPMENT.id()), "AssumeRoleWithWebIdentity");
    inline(role(details, Roles.BUILD, builder), "deploy", "sts:AssumeRole", deploying);
    return details;
  }

  private static ObjectNode details() {
    ObjectNode details = Json.object();
    for (String list : List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")) {
      details.putArray(list);
    }
    return details;
  }

  private static ObjectNode user(ObjectNode details, User user, Instant made) {
    ObjectNode row = named(details, "User", user.name(), user.id(), user.arn(), made);
    row.putArray("GroupList");
    return row;
  }

  private static ObjectNode group(ObjectNode details, String name) {
    String arn = "arn:aws:iam::%s:group/%s".formatted(Account.DEVELOPMENT.id(), name);
    return named(details, "Group", name, Ids.principal("AGPA", arn), arn, FOUNDED);
  }

  private static ObjectNode role(ObjectNode details, Role role, ObjectNode trust) {
    ObjectNode row = named(details, "Role", role.name(), role.id(), role.arn(), FOUNDED);
    row.put("Path", role.path());
    row.set("AssumeRolePolicyDocument", trust);
    return row;
  }

  private static ObjectNode named(
      ObjectNode details, String kind, String name, String id, String arn, Instant made) {
    ObjectNode row = details.withArray(kind + "DetailList").addObject();
    row.put("Path", "/").put(kind + "Name", name).put(kind + "Id", id).put("Arn", arn);
    row.put("CreateDate", made.toString().replace("Z", "+00:00"));
    row.putArray(kind + "PolicyList");
    row.putArray("AttachedManagedPolicies");
    return row;
  }

  private static void join(ObjectNode user, String group) {
    user.withArray("GroupList").add(group);
  }

  private static void attach(ObjectNode one, String policyArn) {
    one.withArray("AttachedManagedPolicies")
        .addObject()
        .put("PolicyName", policyArn.substring(policyArn.lastIndexOf('/') + 1))
        .put("PolicyArn", policyArn);
  }

  private static void inline(ObjectNode one, String policy, String action, String resource) {
    String list = one.has("UserName") ? "User" : one.has("GroupName") ? "Group" : "Role";
    ObjectNode document = one.withArray(list + "PolicyList").addObject().put("PolicyName", policy);
    statement(document.putObject("PolicyDocument")).put("Action", action).put("Resource", resource);
  }

  private static ObjectNode trust(String kind, String principal, String action) {
    ObjectNode policy = Json.object();
    ObjectNode statement = statement(policy);
    statement.putObject("Principal").put(kind, principal);
    statement.put("Action", "sts:" + action);
    return policy;
  }

  private static ObjectNode statement(ObjectNode policy) {
    ArrayNode statements = policy.put("Version", "2012-10-17").putArray("Statement");
    return statements.addObject().put("Effect", "Allow");
  }
}
