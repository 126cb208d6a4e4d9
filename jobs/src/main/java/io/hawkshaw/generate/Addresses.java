package io.hawkshaw.generate;

/** The public addresses and names of the story, all of them reserved for documentation. */
final class Addresses {
  /** Behind this address sits the whole office. */
  static final String OFFICE = "192.0.2.10";

  static final String INTRUDER = "203.0.113.66";
  static final String COMMAND_SERVER = "198.51.100.23";
  static final int COMMAND_PORT = 8443;
  static final String COMMAND_DOMAIN = "c2.example";
  static final String MINING_POOL = "198.51.100.99";
  static final int MINING_PORT = 3333;
  static final String MINING_DOMAIN = "pool.minexmr.example";

  /** An account outside of the organization, with which a snapshot is shared. */
  static final String FOREIGN_ACCOUNT = "999988887777";

  private Addresses() {}
}
