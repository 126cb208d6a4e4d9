package io.hawkshaw.generate;

/** The IAM users. */
final class Users {
  static final User MARIA = User.of(Account.DEVELOPMENT, "maria");

  /** Whose access key leaks. */
  static final User JONAS = User.of(Account.DEVELOPMENT, "jonas");

  /** Who replaces his access key. */
  static final User TOM = User.of(Account.DEVELOPMENT, "tom");

  /** Who joins in the second week. */
  static final User LENA = User.of(Account.DEVELOPMENT, "lena");

  /** Whom the intruder creates, to come back by. */
  static final User BACKDOOR = User.of(Account.PRODUCTION, "svc-backup");

  private Users() {}
}
