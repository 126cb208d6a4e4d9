package io.hawkshaw.rule;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Makes detections of matches that stand together in time, as the correlation rules say. Times are
 * known as activity knows them: like calls of an hour begin with the first of them.
 */
final class Correlations {
  /** The columns by which matches may be grouped, which are those of a detection too. */
  static final List<String> GROUPS =
      List.of(
          "account",
          "region",
          "principal_type",
          "principal",
          "session",
          "access_key",
          "ip",
          "service",
          "operation",
          "cluster");

  private static final StructType DETECTION =
      StructType.fromDDL(
          """
          day DATE, rule STRING, account STRING, region STRING, principal_type STRING,
          principal STRING, session STRING, access_key STRING, ip STRING, service STRING,
          operation STRING, cluster STRING, success_count BIGINT, failure_count BIGINT, first_time TIMESTAMP,
          last_time TIMESTAMP, event_ids ARRAY<STRING>, targets ARRAY<STRING>
          """);

  private Correlations() {}

  /** The detections whose last match is of the days of a night. */
  static Dataset<Row> of(Night night, List<Correlation> correlations) {
    long seconds =
        correlations.stream()
            .map(Correlation::timespan)
            .mapToLong(Duration::toSeconds)
            .max()
            .orElse(0);
    int daysBefore = (int) Duration.ofSeconds(seconds).plusDays(1).toDays();
    Dataset<Row> activity =
        night.before(Table.ACTIVITY, daysBefore).unionByName(night.today(Table.ACTIVITY));
    return of(Detections.matches(activity), correlations).filter(Night.isOn(night.days()));
  }

  /** The detections among matches of all days that a window reaches. */
  static Dataset<Row> of(Dataset<Row> matches, List<Correlation> correlations) {
    MapPartitionsFunction<Row, Row> windows = rows -> new MatchWindows(rows, correlations);
    return candidates(matches, correlations)
        .repartition(col("correlation"), col("group"))
        .sortWithinPartitions("correlation", "group", "first_time", "rule", "event_ids")
        .mapPartitions(windows, Encoders.row(DETECTION));
  }

  /** A row for each match and correlation that looks at it. */
  private static Dataset<Row> candidates(Dataset<Row> matches, List<Correlation> correlations) {
    SparkSession spark = matches.sparkSession();
    List<Row> named = new ArrayList<>();
    for (int i = 0; i < correlations.size(); i++) {
      for (String rule : correlations.get(i).rules()) {
        named.add(RowFactory.create(rule, i));
      }
    }
    Dataset<Row> looked =
        spark.createDataFrame(named, StructType.fromDDL("rule STRING, correlation INT")).distinct();
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col("correlation"),
                array(groupColumns(correlations)).as("group"),
                counted(correlations).as("counted"),
                col("rule"),
                col("outcome"),
                col("events"),
                col("first_time"),
                col("last_time"),
                col("event_ids"),
                col("target")));
    return matches
        .join(broadcast(looked), matches.col("rule").equalTo(looked.col("rule")), "inner")
        .drop(looked.col("rule"))
        .select(columns.toArray(Column[]::new));
  }

  /** The columns of a detection, null where a correlation does not group by them. */
  private static Column[] groupColumns(List<Correlation> correlations) {
    return GROUPS.stream()
        .map(name -> when(isGroupedBy(correlations, name), col(name)))
        .toArray(Column[]::new);
  }

  /** With the principal come its type and, as Kubernetes has its own users in each, the cluster. */
  private static Column isGroupedBy(List<Correlation> correlations, String name) {
    Column isNamed = isOf(correlations, correlation -> correlation.groupBy().contains(name));
    Column isOfPrincipal =
        isOf(correlations, correlation -> correlation.groupBy().contains("principal"));
    Column isKubernetes = col("principal_type").eqNullSafe("KUBERNETES_USER");
    return switch (name) {
      case "principal_type" -> isOfPrincipal;
      case "account", "region", "cluster" -> isNamed.or(isOfPrincipal.and(isKubernetes));
      default -> isNamed;
    };
  }

  private static Column isOf(List<Correlation> correlations, Predicate<Correlation> which) {
    Object[] numbers =
        IntStream.range(0, correlations.size())
            .filter(i -> which.test(correlations.get(i)))
            .boxed()
            .toArray();
    return numbers.length == 0 ? lit(false) : col("correlation").isin(numbers);
  }

  private static Column counted(List<Correlation> correlations) {
    Column counted = lit(null).cast("string");
    for (int i = 0; i < correlations.size(); i++) {
      String column = correlations.get(i).counted();
      if (column != null) {
        counted = when(col("correlation").equalTo(i), col(column)).otherwise(counted);
      }
    }
    return counted;
  }
}
