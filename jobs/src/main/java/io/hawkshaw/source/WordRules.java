package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import io.hawkshaw.run.LogRules;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Asks those rules that name nothing but words of a log: once for each group of records that are
 * alike in these words. It is public because generated code calls it.
 */
public final class WordRules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LogRules rules;

  private WordRules(LogRules rules) {
    this.rules = rules;
  }

  /**
   * Ids of the rules that a record matches, with those that are known already in the column {@code
   * rules}; null for none.
   *
   * @param words columns by the fields that they are
   * @param keys the two columns that rule most rules out
   */
  static Column of(LogRules rules, Map<String, String> words, List<String> keys) {
    if (rules.isEmpty()) {
      return col("rules");
    }
    Column values =
        struct(rules.fields().stream().map(name -> col(words.get(name))).toArray(Column[]::new));
    return Invoked.of(
        new WordRules(rules),
        "matching",
        DataTypes.createArrayType(DataTypes.StringType),
        col("rules"),
        col(keys.get(0)),
        col(keys.get(1)),
        values);
  }

  /** Called by Spark. */
  public ArrayData matching(
      ArrayData known, UTF8String first, UTF8String second, InternalRow words) {
    String[][] values = new String[words.numFields()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = words.isNullAt(i) ? null : new String[] {words.getUTF8String(i).toString()};
    }
    List<String> found = rules.matching(text(first), text(second), values);
    if (found.isEmpty()) {
      return known;
    }
    TreeSet<String> all = new TreeSet<>(found);
    for (int i = 0; known != null && i < known.numElements(); i++) {
      all.add(known.getUTF8String(i).toString());
    }
    return Invoked.array(all);
  }

  private static String text(UTF8String value) {
    return value == null ? null : value.toString();
  }
}
