package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;

import io.hawkshaw.lake.Tactic;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The order of the tactics of MITRE ATT&CK. */
final class Tactics {
  private Tactics() {}

  /** Tactics from early to late, those of other names at the end. */
  static Column inOrder(Column tactics) {
    Column order = array(Tactic.titles().stream().map(functions::lit).toArray(Column[]::new));
    Column known = filter(order, tactic -> array_contains(tactics, tactic));
    return concat(known, array_sort(array_except(tactics, order)));
  }
}
