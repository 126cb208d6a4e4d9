package io.hawkshaw.generate;

import java.util.List;
import java.util.Locale;

/** What people are, and so what they call, as whom and with what. */
enum Profession {
  DEVELOPER("PowerUserAccess", List.of(Agents.CLI_MAC, Agents.BOTO, Agents.CLI_LINUX)),
  OPERATOR("OperatorAccess", List.of(Agents.CLI_MAC, Agents.CHROME, Agents.TERRAFORM)),
  ADMINISTRATOR("AdministratorAccess", List.of(Agents.CLI_MAC, Agents.FIREFOX)),
  AUDITOR("SecurityAudit", List.of(Agents.FIREFOX, Agents.CHROME, Agents.BOTO)),
  ANALYST("DataScientist", List.of(Agents.BOTO, Agents.CHROME));

  /** Each as often as it is met. */
  static final List<Profession> BY_FREQUENCY =
      List.of(
          DEVELOPER,
          DEVELOPER,
          DEVELOPER,
          DEVELOPER,
          OPERATOR,
          OPERATOR,
          ANALYST,
          ANALYST,
          ADMINISTRATOR,
          AUDITOR);

  private final String permissionSet;
  private final List<String> agents;

  Profession(String permissionSet, List<String> agents) {
    this.permissionSet = permissionSet;
    this.agents = agents;
  }

  /** The section of the catalogue. */
  String duty() {
    return name().toLowerCase(Locale.ROOT);
  }

  String permissionSet() {
    return permissionSet;
  }

  List<String> agents() {
    return agents;
  }
}
