package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.initcap;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Investigations in sentences. */
final class Summaries {
  /** Addresses that a sentence names. */
  private static final int ADDRESSES = 3;

  private Summaries() {}

  private static Column withoutStop(Column sentence) {
    return regexp_replace(sentence, "[.]+$", "");
  }

  private static Column counted(String count, String one, String many) {
    return concat(
        format_number(col(count), 0), lit(" "), when(col(count).equalTo(1), one).otherwise(many));
  }

  /** How grave it is, in how many tactics, from where, and the strongest indicators. */
  static Column of() {
    Column name = Principals.name(col("case.entity_arn"));
    Column head =
        concat(
            name,
            lit(": "),
            initcap(col("severity")),
            lit(" ("),
            format_number(col("score"), 1),
            lit(" of 100). "));
    Column counts =
        concat(
            counted("indicators", "indicator", "indicators"),
            lit(" of "),
            counted("evidence", "kind of evidence", "kinds of evidence"),
            when(
                    size(col("tactics")).gt(0),
                    concat(lit(", of the tactics "), array_join(col("tactics"), ", ")))
                .otherwise(""),
            when(
                    size(col("ips")).gt(0),
                    concat(
                        lit("; from "),
                        array_join(slice(col("ips"), 1, ADDRESSES), ", "),
                        when(
                                size(col("ips")).gt(ADDRESSES),
                                concat(
                                    lit(" and "),
                                    size(col("ips")).minus(ADDRESSES).cast("string"),
                                    lit(" more")))
                            .otherwise("")))
                .otherwise(""),
            when(
                    col("reach").gt(0),
                    concat(
                        lit("; "),
                        counted("reach", "entity", "entities"),
                        lit(" created, changed, deleted or assumed")))
                .otherwise(""),
            lit(". The strongest: "),
            concat_ws("; ", transform(col("strongest"), Summaries::withoutStop)),
            lit("."));
    return concat(head, when(col("indicators").gt(0), counts).otherwise("No indicator was found."));
  }
}
