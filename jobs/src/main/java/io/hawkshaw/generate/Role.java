package io.hawkshaw.generate;

/** An IAM role; the path is {@code /} unless AWS reserves another for it. */
record Role(Account account, String path, String name) {

  static Role of(Account account, String name) {
    return new Role(account, "/", name);
  }

  /** The role through which a service acts in the account. */
  static Role serviceLinked(Account account, String principal, String name) {
    return new Role(account, "/aws-service-role/" + principal + "/", name);
  }

  /** The role that Identity Center makes for a permission set. */
  static Role permissionSet(Account account, String name) {
    String reserved = "AWSReservedSSO_" + name + "_" + Ids.hex(account + name).substring(0, 16);
    return new Role(account, "/aws-reserved/sso.amazonaws.com/", reserved);
  }

  String arn() {
    return "arn:aws:iam::%s:role%s%s".formatted(account.id(), path, name);
  }

  String id() {
    return Ids.principal("AROA", arn());
  }
}
