package io.hawkshaw.report;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a day brought, as the summary page of Amazon Detective tells it, but exact, and the health
 * of the data first: https://docs.aws.amazon.com/detective/latest/userguide/summary-page.html
 */
public final class Summary {
  /** Rows of a panel, as there. */
  private static final int MOST = 100;

  private static final int WEEK = 7;

  private final Lake lake;
  private final LocalDate day;

  private Summary(Lake lake, LocalDate day) {
    this.lake = lake;
    this.day = day;
  }

  /**
   * The panels of a day.
   *
   * @param day the day; null for the last of the lake
   */
  public static Summary of(Lake lake, LocalDate day) {
    if (day != null) {
      return new Summary(lake, day);
    }
    Row last = lake.read(Table.COVERAGE).agg(max("day")).first();
    return new Summary(lake, last.isNullAt(0) ? LocalDate.EPOCH : last.getDate(0).toLocalDate());
  }

  /** The day that it is about. */
  public LocalDate day() {
    return day;
  }

  /** One part of it. */
  record Panel(String name, String title, String guide, Dataset<Row> rows) {}

  /** The panels, in the order in which an analyst reads. */
  List<Panel> panels() {
    return List.of(
        new Panel(
            "coverage",
            "Data health",
            "What each source sent, and what is missing, late or refused. Read this first: what did"
                + " not arrive shows nowhere else.",
            coverage()),
        new Panel(
            "groups",
            "Active finding groups of the last 7 days",
            "The gravest first, as they were on the last night of each.",
            groups()),
        new Panel(
            "investigations",
            "Investigations",
            "Users and roles that the night found worth one, the gravest first.",
            investigations()),
        new Panel(
            "places",
            "Newly observed geolocations",
            "Places that calls came from on this day and that nobody had called from in the days"
                + " that anomalies are compared with.",
            places()),
        new Panel(
            "principals",
            "Users and roles with the most calls",
            "All calls of the day; is service marks what AWS services did for them.",
            principals()),
        new Panel(
            "instances",
            "Instances with the most traffic",
            "Bytes in and out on this day.",
            instances()),
        new Panel(
            "clusters",
            "Container clusters with the most pods created",
            "Pods that were created on this day, and findings that name the cluster.",
            clusters()),
        new Panel(
            "principals_by_day",
            "Calls of the busiest users and roles by day",
            "The ten with the most calls, over seven days.",
            principalsByDay()),
        new Panel(
            "instances_by_day",
            "Traffic of the busiest instances by day",
            "The ten with the most bytes, over seven days.",
            instancesByDay()));
  }

  private Dataset<Row> on(Table table) {
    return lake.read(table).filter(col("day").equalTo(lit(Date.valueOf(day))));
  }

  private Dataset<Row> ofWeek(Table table) {
    return lake.read(table)
        .filter(
            col("day")
                .between(lit(Date.valueOf(day.minusDays(WEEK - 1L))), lit(Date.valueOf(day))));
  }

  private Dataset<Row> coverage() {
    Column isBad = col("status").notEqual("ok");
    return on(Table.COVERAGE)
        .groupBy("source")
        .agg(
            array_join(array_sort(collect_set(when(isBad, col("status")))), ", ").as("problems"),
            countDistinct("account").as("accounts"),
            countDistinct(when(isBad, col("account"))).as("accounts_with_problems"),
            sum("records").as("records"),
            sum("rejected").as("rejected"),
            sum("late").as("late"),
            sum("bytes").as("bytes"),
            max("last_time").as("last_time"))
        .orderBy(desc("accounts_with_problems"), col("source"));
  }

  private Dataset<Row> groups() {
    Dataset<Row> week = ofWeek(Table.FINDING_GROUPS);
    Dataset<Row> latest =
        week.groupBy(col("group_id").as("latest_id")).agg(max("day").as("latest_day"));
    return week.join(
            latest,
            col("group_id").equalTo(col("latest_id")).and(col("day").equalTo(col("latest_day"))),
            "inner")
        .filter(col("status").equalTo("ACTIVE"))
        .select(
            coalesce(col("headline"), col("title")).as("headline"),
            col("severity"),
            round(col("score"), 1).as("score"),
            col("tactics"),
            col("accounts"),
            col("findings"),
            col("evidence"),
            col("entities"),
            col("first_time"),
            col("last_time"),
            col("title"),
            col("group_id"))
        .orderBy(desc("score"), col("group_id"))
        .limit(MOST);
  }

  private Dataset<Row> investigations() {
    return on(Table.INVESTIGATIONS)
        .filter(col("state").equalTo("ACTIVE"))
        .select(
            "entity_arn", "severity", "score", "tactics", "trigger", "summary", "investigation_id")
        .orderBy(desc("score"), col("entity_arn"))
        .limit(MOST);
  }

  /** By what anomalies say is new to the whole organization; with all calls from there. */
  private Dataset<Row> places() {
    Dataset<Row> fresh =
        on(Table.ANOMALIES)
            .filter(
                col("kind")
                    .equalTo("first_seen")
                    .and(col("dimension").isin("country", "city"))
                    .and(col("new_for_organization")))
            .select(explode(col("ips")).as("new_ip"))
            .distinct();
    return on(Table.ACTIVITY)
        .join(fresh, col("ip").equalTo(col("new_ip")), "inner")
        .groupBy("country", "city", "latitude", "longitude")
        .agg(
            calls("success").as("success"),
            sum("events").minus(calls("success")).as("failed"),
            array_sort(collect_set("ip")).as("ips"),
            array_sort(collect_set("principal")).as("principals"),
            min("first_time").as("first_time"))
        .orderBy(desc("success"), col("country"), col("city"))
        .limit(MOST);
  }

  private static Column calls(String outcome) {
    return sum(when(col("outcome").equalTo(outcome), col("events")).otherwise(0L));
  }

  private static Column isPrincipal() {
    return col("principal").isNotNull().and(col("principal_type").isin("IAM_USER", "IAM_ROLE"));
  }

  private Dataset<Row> principals() {
    return on(Table.ACTIVITY)
        .filter(isPrincipal())
        .groupBy("principal", "is_service")
        .agg(
            max("account").as("account"),
            sum("events").as("calls"),
            calls("success").as("success"),
            countDistinct("ip").as("addresses"))
        .orderBy(desc("calls"), col("principal"))
        .limit(MOST);
  }

  private Dataset<Row> principalsByDay() {
    Dataset<Row> busiest =
        principals()
            .filter(coalesce(col("is_service"), lit(false)).equalTo(false))
            .limit(10)
            .select(col("principal").as("busy"));
    return ofWeek(Table.ACTIVITY)
        .join(busiest, col("principal").equalTo(col("busy")), "inner")
        .groupBy("day", "principal")
        .agg(sum("events").as("calls"))
        .orderBy("principal", "day");
  }

  private Dataset<Row> instances() {
    return on(Table.TRAFFIC)
        .filter(col("instance").isNotNull())
        .groupBy("instance")
        .agg(
            max("account").as("account"),
            sum("bytes_in").as("bytes_in"),
            sum("bytes_out").as("bytes_out"),
            sum(col("bytes_in").plus(col("bytes_out"))).as("bytes"))
        .orderBy(desc("bytes"), col("instance"))
        .limit(MOST);
  }

  private Dataset<Row> instancesByDay() {
    Dataset<Row> busiest = instances().limit(10).select(col("instance").as("busy"));
    return ofWeek(Table.TRAFFIC)
        .join(busiest, col("instance").equalTo(col("busy")), "inner")
        .groupBy("day", "instance")
        .agg(sum(col("bytes_in").plus(col("bytes_out"))).as("bytes"))
        .orderBy("instance", "day");
  }

  private Dataset<Row> clusters() {
    Dataset<Row> pods =
        on(Table.ACTIVITY)
            .filter(
                col("service")
                    .equalTo("kubernetes")
                    .and(col("operation").equalTo("create"))
                    .and(col("target_type").equalTo("Kubernetes::pods"))
                    .and(col("outcome").equalTo("success")))
            .groupBy("account", "cluster")
            .agg(sum("events").as("pods"));
    Dataset<Row> found =
        on(Table.FINDINGS)
            .filter(
                exists(
                    col("entities"),
                    entity -> entity.getField("entity_type").equalTo("EKS_CLUSTER")))
            .groupBy(col("account").as("found_account"))
            .agg(countDistinct("finding").as("findings"));
    return pods.join(found, col("account").equalTo(col("found_account")), "left")
        .select(
            coalesce(col("cluster"), lit("(not named by the log)")).as("cluster"),
            col("account"),
            col("pods"),
            coalesce(col("findings"), lit(0L)).as("findings"))
        .orderBy(desc("findings"), desc("pods"), col("account"))
        .limit(MOST);
  }
}
