package io.hawkshaw.source;

import static io.hawkshaw.udfs.RegisteredDomain.registeredDomain;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rolls DNS queries up to the hour. */
public final class DnsQueries {
  /** A query in the words of the resolver's log. */
  static final StructType QUERY =
      StructType.fromDDL(
          """
          time TIMESTAMP, account STRING, region STRING, vpc STRING, instance STRING,
          local_ip STRING, source_port INT, transport STRING, query_name STRING,
          query_type STRING, response_code STRING, answers ARRAY<STRING>, firewall_action STRING
          """);

  /** A query as the sources give it; answers in one text, a line each. */
  static final StructType RECORD =
      StructType.fromDDL(
          """
          time TIMESTAMP, hour INT, account STRING, region STRING, vpc STRING, instance STRING,
          local_ip STRING, name STRING, type STRING, rcode STRING, firewall_action STRING,
          answers STRING
          """);

  private static final int MAX_ANSWERS = 10;
  private static final String LINE = "\n";

  /** What is measured of the queries of an hour. */
  static final Measures MEASURES =
      new Measures(
          "time", List.of(), List.of(new Measures.Texts("answers", "answers", MAX_ANSWERS)));

  private DnsQueries() {}

  /**
   * What copies of a query share, made of the words of the log. It has no id: what makes one is the
   * client's port, the question and the answer.
   */
  static Column id() {
    Column[] all = {
      col("account"), col("vpc"), col("local_ip"), col("source_port"), col("transport"),
      col("query_name"), col("query_type"), col("response_code"), col("answers"), col("time")
    };
    return concat_ws("", hex(xxhash64(all)), hex(xxhash64(concat_ws("|", all))));
  }

  /** The record of a query in the words of the resolver's log. */
  static Column query() {
    return struct(
        col("time"),
        hour(col("time")).as("hour"),
        col("account"),
        col("region"),
        col("vpc"),
        col("instance"),
        col("local_ip"),
        lower(regexp_replace(col("query_name"), "[.]$", "")).as("name"),
        upper(col("query_type")).as("type"),
        col("response_code").as("rcode"),
        col("firewall_action"),
        nullif(array_join(array_sort(col("answers")), LINE), lit("")).as("answers"));
  }

  /** The rows of the table among what was rolled up. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    Column each = transform(col("answers"), joined -> split(joined, LINE));
    Column distinct = array_sort(array_distinct(flatten(each)));
    return Rollup.recordsOf(rolledUp, "queries")
        .withColumn("answers", slice(distinct, lit(1), lit(MAX_ANSWERS)))
        .withColumn("domain", registeredDomain(col("name")));
  }
}
