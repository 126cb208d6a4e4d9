package io.hawkshaw.generate;

/** The four accounts of the organization, under the numbers that AWS uses in its own examples. */
enum Account {
  SECURITY("111122223333", "us-east-1"),
  PRODUCTION("222233334444", "us-east-1"),
  DEVELOPMENT("333344445555", "us-east-1"),
  DATA("444455556666", "eu-west-1");

  private final String id;
  private final String homeRegion;

  Account(String id, String homeRegion) {
    this.id = id;
    this.homeRegion = homeRegion;
  }

  static Account of(String id) {
    for (Account account : values()) {
      if (account.id.equals(id)) {
        return account;
      }
    }
    throw new IllegalArgumentException("No account of the organization: " + id);
  }

  String id() {
    return id;
  }

  /** Where the account does its work. */
  Place home() {
    return new Place(this, homeRegion);
  }

  /** Where the calls to global services such as IAM are recorded. */
  Place global() {
    return new Place(this, "us-east-1");
  }
}
