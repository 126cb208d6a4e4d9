package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The tactics of MITRE ATT&CK, early to late: https://attack.mitre.org/tactics/enterprise/ */
final class Tactics {
  private static final List<String> ORDER =
      List.of(
          "Reconnaissance",
          "Resource Development",
          "Initial Access",
          "Execution",
          "Persistence",
          "Privilege Escalation",
          "Defense Evasion",
          "Stealth",
          "Defense Impairment",
          "Credential Access",
          "Discovery",
          "Lateral Movement",
          "Collection",
          "Command and Control",
          "Exfiltration",
          "Impact");

  private Tactics() {}

  /** Tactics from early to late, those of other names at the end. */
  static Column inOrder(Column tactics) {
    Column order = array(ORDER.stream().map(functions::lit).toArray(Column[]::new));
    Column known = filter(order, tactic -> array_contains(tactics, tactic));
    return concat(known, array_sort(array_except(tactics, order)));
  }
}
