package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.report.EntityProfile.Panel;
import io.hawkshaw.run.Scope;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The panels of a profile: what the tables know of an entity within a scope. */
final class ProfilePanels {
  /** As far back as Detective compares. */
  private static final int LOOK_BACK_DAYS = 45;

  private static final int FIRST_ACTS = 20;

  private static final Column ALL = lit(true);

  private final Lake lake;
  private final Subject subject;
  private final Scope scope;

  ProfilePanels(Lake lake, Subject subject, Scope scope) {
    this.lake = lake;
    this.subject = subject;
    this.scope = scope;
  }

  /** The panels, in the order in which an analyst reads; those without rows too. */
  List<Panel> all() {
    Dataset<Row> calls = within(Table.ACTIVITY).filter(subject.called());
    Dataset<Row> onIt = within(Table.ACTIVITY).filter(subject.actedOn());
    Dataset<Row> flows = within(Table.TRAFFIC).filter(subject.flowed());
    Dataset<Row> queries = within(Table.DNS_QUERIES).filter(subject.asked());
    List<Panel> panels = new ArrayList<>();
    panels.add(new Panel("details", "Details", details()));
    panels.add(new Panel("creation", "Who created, changed or deleted it", creation()));
    panels.add(new Panel("first_acts", "What it did first", firstActs()));
    panels.add(new Panel("findings", "Findings that involve it", findings()));
    panels.add(
        new Panel(
            "chain",
            "Chain of sessions",
            SessionChain.of(lake, subject.type(), subject.id(), scope.isWithin())));
    panels.add(new Panel("calls_by_hour", "Its calls by hour", byCalls(calls, "day", "hour")));
    panels.add(new Panel("calls_by_ip", "Its calls by address", places(calls)));
    panels.add(
        new Panel(
            "calls_by_operation",
            "Its calls by operation",
            byCalls(calls, "service", "operation")));
    panels.add(
        new Panel(
            "calls_by_key",
            "Its calls by caller, session and access key",
            byCalls(calls, "principal", "session", "access_key")));
    panels.add(new Panel("newly_seen", "Not seen with it in the 45 days before", newlySeen()));
    panels.add(
        new Panel(
            "calls_on_it",
            "Calls that acted on it",
            byCalls(onIt, "principal", "service", "operation", "ip")));
    panels.add(new Panel("traffic", "Network volume by peer and port", volume(flows)));
    panels.add(new Panel("dns", "Names asked for", names(queries)));
    panels.add(new Panel("related", "Related entities", related()));
    return panels;
  }

  private Dataset<Row> details() {
    return lake.read(Table.ENTITIES)
        .filter(col("entity_type").equalTo(type()).and(col("entity").equalTo(subject.id())));
  }

  /** Of all time: who made it is asked for whatever the scope. */
  private Dataset<Row> creation() {
    return lake.read(Table.EDGES)
        .filter(
            col("to_entity")
                .equalTo(subject.id())
                .and(col("to_type").equalTo(type()))
                .and(col("relation").isin("created", "changed", "deleted")))
        .groupBy("relation", "from_type", "from_entity")
        .agg(
            sum("events").as("events"),
            sum("failures").as("failures"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min(col("event_ids").getItem(0)).as("event_id"))
        .orderBy("first_time");
  }

  /** Of all time too: what it did on the day of its creation and the day after. */
  private Dataset<Row> firstActs() {
    Column created = lit(subject.createdTime().map(Timestamp::from).orElse(null));
    Column isFirst =
        col("day")
            .between(to_date(created), date_add(to_date(created), 1))
            .and(col("first_time").geq(created));
    return lake.read(Table.ACTIVITY)
        .filter(isFirst)
        .filter(subject.called())
        .groupBy("service", "operation", "outcome", "ip")
        .agg(
            sum("events").as("events"),
            min("first_time").as("first_time"),
            min(col("event_ids").getItem(0)).as("event_id"))
        .orderBy("first_time", "operation")
        .limit(FIRST_ACTS);
  }

  private Dataset<Row> findings() {
    return within(Table.FINDINGS)
        .filter(subject.isFound())
        .select("severity", "type", "title", "account", "first_time", "last_time", "finding")
        .orderBy(desc("last_time"));
  }

  private static Dataset<Row> byCalls(Dataset<Row> calls, String... keys) {
    Column[] columns = Arrays.stream(keys).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> grouped = calls.groupBy(columns).agg(calls(ALL).as("calls"), callMeasures());
    return keys[0].equals("day")
        ? grouped.orderBy(columns)
        : grouped.orderBy(desc("success"), desc("calls"));
  }

  private static Column[] callMeasures() {
    return new Column[] {
      calls(col("outcome").equalTo("success")).as("success"),
      calls(col("outcome").equalTo("denied")).as("denied"),
      calls(col("outcome").equalTo("failure")).as("failure"),
      min("first_time").as("first_time"),
      max("last_time").as("last_time")
    };
  }

  private static Column calls(Column which) {
    return sum(when(which, col("events")).otherwise(0L));
  }

  private static Dataset<Row> places(Dataset<Row> calls) {
    return byCalls(calls.filter(col("ip").isNotNull()), "ip", "country", "city", "aso");
  }

  private static Dataset<Row> volume(Dataset<Row> flows) {
    return flows
        .groupBy(
            "instance",
            "local_ip",
            "ip",
            "direction",
            "protocol",
            "local_port",
            "remote_port",
            "action")
        .agg(
            sum("bytes_in").as("bytes_in"),
            sum("bytes_out").as("bytes_out"),
            sum("flows").as("flows"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .orderBy(desc("bytes_in"), desc("bytes_out"));
  }

  private static Dataset<Row> names(Dataset<Row> queries) {
    return queries
        .groupBy("domain", "type", "rcode")
        .agg(
            sum("queries").as("queries"),
            countDistinct("name").as("names"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .orderBy(desc("queries"));
  }

  /** Ends of its edges in the scope that it had no such edge with before. */
  private Dataset<Row> newlySeen() {
    LocalDate first = scope.firstDay();
    Dataset<Row> edges =
        lake.read(Table.EDGES)
            .filter(
                col("from_entity")
                    .equalTo(subject.id())
                    .and(col("from_type").equalTo(type()))
                    .and(col("day").geq(lit(Date.valueOf(first.minusDays(LOOK_BACK_DAYS)))))
                    .and(col("first_time").lt(lit(Timestamp.from(scope.end())))));
    return edges
        .groupBy("relation", "to_type", "to_entity")
        .agg(
            sum("events").as("events"),
            sum("failures").as("failures"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .filter(col("first_time").geq(lit(Timestamp.from(scope.start()))))
        .orderBy("first_time", "relation");
  }

  private Dataset<Row> related() {
    Column isFrom = col("from_entity").equalTo(subject.id()).and(col("from_type").equalTo(type()));
    Column isTo = col("to_entity").equalTo(subject.id()).and(col("to_type").equalTo(type()));
    return within(Table.EDGES)
        .filter(isFrom.or(isTo))
        .groupBy("from_type", "from_entity", "relation", "to_type", "to_entity")
        .agg(
            sum("events").as("events"),
            sum("failures").as("failures"),
            sum("bytes").as("bytes"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            sort_array(collect_set("account")).as("accounts"))
        .orderBy(col("relation"), desc("events"));
  }

  private Dataset<Row> within(Table table) {
    return lake.read(table).filter(scope.isWithin());
  }

  private String type() {
    return subject.type().name();
  }
}
