package io.hawkshaw.group;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;

/** Edges of the graph in words. */
final class Deeds {
  private static final Map<String, String> VERBS =
      Map.of(
          "started_session", "started",
          "created", "created",
          "in_cluster", "is in",
          "assigned_to", "belongs to",
          "assumed", "assumed",
          "changed", "changed");

  private Deeds() {}

  /** The edge of a row as a sentence: {@code The user jonas assumed the role deployment}. */
  static Column sentence() {
    UDF5<String, String, String, String, String, String> words = Deeds::words;
    return udf(words, DataTypes.StringType)
        .apply(
            col("from_type"),
            col("from_entity"),
            col("relation"),
            col("to_type"),
            col("to_entity"));
  }

  static String words(String fromType, String from, String relation, String toType, String to) {
    String first = Names.of(fromType, from);
    return "T" + first.substring(1) + ' ' + VERBS.get(relation) + ' ' + Names.of(toType, to);
  }
}
