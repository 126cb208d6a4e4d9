package io.hawkshaw.generate;

import java.util.List;

/**
 * An account of the organization.
 *
 * @param name what the organization calls it
 * @param id 12 digits
 * @param homeRegion where it does its work
 */
record Account(String name, String id, String homeRegion) {
  // The accounts of the sample lake, under the numbers that AWS uses in its own examples.
  static final Account SECURITY = new Account("SECURITY", "111122223333", "us-east-1");
  static final Account PRODUCTION = new Account("PRODUCTION", "222233334444", "us-east-1");
  static final Account DEVELOPMENT = new Account("DEVELOPMENT", "333344445555", "us-east-1");
  static final Account DATA = new Account("DATA", "444455556666", "eu-west-1");
  static final List<Account> SAMPLE = List.of(SECURITY, PRODUCTION, DEVELOPMENT, DATA);

  /** Where the account does its work. */
  Place home() {
    return new Place(this, homeRegion);
  }

  /** Where the calls to global services such as IAM are recorded. */
  Place global() {
    return new Place(this, "us-east-1");
  }

  /** Whom a trust policy names that trusts the whole account. */
  String root() {
    return "arn:aws:iam::%s:root".formatted(id);
  }

  /** The name alone, from which ids are derived. */
  @Override
  public String toString() {
    return name;
  }
}
