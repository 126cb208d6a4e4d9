package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.OcsfClass.Activity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The class to which Security Lake sends a CloudTrail record, by the name of the event alone. */
enum CloudTrailClass {
  AUTHENTICATION {
    @Override
    OcsfClass ocsf(SourceVersion version) {
      return new OcsfClass("Authentication", 3002, identityCategory(version), 3);
    }

    @Override
    Activity activity(String eventName) {
      return eventName.equals("CheckMfa") ? OTHER : new Activity(1, "Logon");
    }
  },
  ACCOUNT_CHANGE {
    @Override
    OcsfClass ocsf(SourceVersion version) {
      return new OcsfClass("Account Change", 3001, identityCategory(version), 3);
    }

    @Override
    Activity activity(String eventName) {
      return first(ACCOUNT_ACTIVITIES, eventName);
    }
  },
  API_ACTIVITY {
    @Override
    OcsfClass ocsf(SourceVersion version) {
      return version == SourceVersion.V1
          ? new OcsfClass("API Activity", 3005, "Audit Activity", 3)
          : new OcsfClass("API Activity", 6003, "Application Activity", 6);
    }

    @Override
    Activity activity(String eventName) {
      return first(API_ACTIVITIES, eventName);
    }
  };

  private record Rule(Pattern name, Activity activity) {
    static Rule of(String pattern, int id, String activity) {
      return new Rule(Pattern.compile(pattern), new Activity(id, activity));
    }
  }

  private static final Activity OTHER = new Activity(99, "Other");

  private static final Set<String> AUTHENTICATIONS =
      Set.of(
          "ConsoleLogin",
          "ExternalIdPDirectoryLogin",
          "CheckMfa",
          "CredentialChallenge",
          "CredentialVerification",
          "UserAuthentication",
          "AssumeRole",
          "AssumeRoleWithSAML",
          "AssumeRoleWithWebIdentity");

  /** The community's list; AWS publishes none. Groups and policies themselves are not in it. */
  private static final Set<String> ACCOUNT_CHANGES =
      Set.of(
          """
          AccountNameUpdated AddRoleToInstanceProfile AddUserToGroup AttachGroupPolicy
          AttachRolePolicy AttachUserPolicy ChangePassword CreateAccessKey CreateAccountAlias
          CreateInstanceProfile CreateLoginProfile CreateRole CreateServiceLinkedRole
          CreateUser CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey
          DeleteAccountAlias DeleteAccountPasswordPolicy DeleteGroup DeleteGroupPolicy
          DeleteInstanceProfile DeleteLoginProfile DeletePolicy DeleteRole
          DeleteRolePermissionsBoundary DeleteRolePolicy DeleteServiceLinkedRole DeleteUser
          DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice
          DetachGroupPolicy DetachRolePolicy DetachUserPolicy EmailUpdated EnableMFADevice
          FinalizeSmsMfaRegistration PasswordUpdated PutGroupPolicy PutRolePermissionsBoundary
          PutRolePolicy PutUserPermissionsBoundary PutUserPolicy RemoveRoleFromInstanceProfile
          RemoveUserFromGroup RequestSmsMfaRegistration ResyncMFADevice TagInstanceProfile
          TagRole TagUser UntagInstanceProfile UntagRole UntagUser UpdateAccessKey
          UpdateAccountEmailAddress UpdateAccountName UpdateAccountPasswordPolicy
          UpdateAssumeRolePolicy UpdateGroup UpdateLoginProfile UpdateRole
          UpdateRoleDescription UpdateUser
          """
              .split("\\s+"));

  private static final List<Rule> ACCOUNT_ACTIVITIES =
      List.of(
          Rule.of("Create.*", 1, "Create"),
          Rule.of("Delete.*", 6, "Delete"),
          Rule.of("(Attach|Add).*", 7, "Attach Policy"),
          Rule.of("(Detach|Remove).*", 8, "Detach Policy"));

  private static final List<Rule> API_ACTIVITIES =
      List.of(
          Rule.of(".*Create.*", 1, "Create"),
          Rule.of("(Get|List|Describe|Lookup|Head|Search).*", 2, "Read"),
          Rule.of("(Update|Modify|Put).*", 3, "Update"),
          Rule.of(".*Delete.*", 4, "Delete"));

  static CloudTrailClass of(String eventName) {
    if (AUTHENTICATIONS.contains(eventName)) {
      return AUTHENTICATION;
    }
    return ACCOUNT_CHANGES.contains(eventName) ? ACCOUNT_CHANGE : API_ACTIVITY;
  }

  abstract OcsfClass ocsf(SourceVersion version);

  abstract Activity activity(String eventName);

  void stamp(ObjectNode event, String eventName, SourceVersion version) {
    ocsf(version).stamp(event, activity(eventName));
  }

  private static String identityCategory(SourceVersion version) {
    return version == SourceVersion.V1 ? "Audit Activity" : "Identity & Access Management";
  }

  private static Activity first(List<Rule> rules, String eventName) {
    return rules.stream()
        .filter(rule -> rule.name().matcher(eventName).matches())
        .map(Rule::activity)
        .findFirst()
        .orElse(OTHER);
  }
}
