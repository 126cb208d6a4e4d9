package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The people of the organization and the days on which something in their lives changes. */
final class People {
  /** Lena's first day; an administrator creates her user that morning. */
  static final LocalDate LENA_JOINS = Calendar.october(5);

  static final Instant LENA_MADE = Calendar.at(LENA_JOINS, "07:02:11");

  /** Tom replaces his access key, as the policy asks for every ninety days. */
  static final LocalDate TOM_ROTATES = Calendar.october(7);

  /** Priya works from a hotel, from the first of these days to the last. */
  static final LocalDate PRIYA_LEAVES = Calendar.october(12);

  static final LocalDate PRIYA_RETURNS = Calendar.october(14);
  static final String PRIYAS_HOTEL = "198.51.100.140";

  static final Person MARIA =
      person(Users.MARIA, "192.0.2.14", Agents.CLI_MAC, Duties.ADMINISTRATOR);
  static final Person JONAS = person(Users.JONAS, "192.0.2.21", Agents.CLI_MAC, Duties.DEVELOPER);
  static final Person TOM = person(Users.TOM, "192.0.2.33", Agents.BOTO, Duties.DEVELOPER);
  static final Person LENA = person(Users.LENA, "192.0.2.36", Agents.CLI_MAC, Duties.DEVELOPER);
  static final Person PRIYA =
      person("priya", Roles.POWER_USER, "192.0.2.45", Agents.CLI_MAC, Duties.OPERATOR);
  static final Person NADIA =
      person("nadia", Roles.READER, "192.0.2.52", Agents.CHROME, Duties.OPERATOR);
  static final Person SOFIA =
      person("sofia", Roles.AUDITOR, "192.0.2.70", Agents.FIREFOX, Duties.AUDITOR);
  static final Person OSKAR =
      person("oskar", Roles.DATA_ENGINEER, "192.0.2.61", Agents.BOTO, Duties.ANALYST);

  /** Works in the office only, until the night of the second incident. */
  static final Person RUBEN =
      person("ruben", Roles.DATA_STEWARD, Addresses.OFFICE, Agents.CHROME, Duties.ANALYST);

  static final List<Person> ALL =
      List.of(MARIA, JONAS, TOM, LENA, PRIYA, NADIA, SOFIA, OSKAR, RUBEN);

  private People() {}

  private static Person person(User user, String home, String agent, List<Operation> duties) {
    return new Person(user.name(), Person.Badge.of(user), home, agent, duties);
  }

  private static Person person(
      String name, Role role, String home, String agent, List<Operation> duties) {
    return new Person(name + "@example.com", Person.Badge.of(role), home, agent, duties);
  }
}
