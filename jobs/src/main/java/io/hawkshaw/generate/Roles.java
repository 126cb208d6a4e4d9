package io.hawkshaw.generate;

/** The roles that people and programs take. */
final class Roles {
  /** Deploys to production; the build role of the development account may take it. */
  static final Role DEPLOYMENT = Role.of(Account.PRODUCTION, "deployment");

  static final Role BUILD = Role.of(Account.DEVELOPMENT, "ci-build");
  static final Role SHOP = Role.of(Account.PRODUCTION, "shop-app");
  static final Role POWER_USER = Role.permissionSet(Account.PRODUCTION, "PowerUserAccess");
  static final Role READER = Role.permissionSet(Account.PRODUCTION, "ReadOnlyAccess");
  static final Role AUDITOR = Role.permissionSet(Account.SECURITY, "SecurityAudit");
  static final Role DATA_ENGINEER = Role.of(Account.DATA, "DataEngineer");

  /** The role from which the second incident is committed. */
  static final Role DATA_STEWARD = Role.of(Account.DATA, "DataSteward");

  private Roles() {}
}
