package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.hawkshaw.run.AnomalySettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Column$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The days of each entity and dimension in one row: what a day of the night was, and the days
 * before it within the look-back. All days of a night are told from one pass over the daily rows.
 */
final class History {
  /** What an entity is known by. */
  static final String[] ENTITY = {"entity_type", "entity", "account", "is_service"};

  /** What kinds compare today with: the rest of a day is only kept of the night's own. */
  private static final String[] COUNTS = {
    "number",
    "values",
    "new_values",
    "new_values_of_account",
    "new_values_of_all",
    "uncommon_values",
    "events",
    "most_events",
    "failures",
    "most_failures",
    "bytes_in",
    "bytes_out",
    "most_bytes_out",
    "hours"
  };

  private static final int HOURS = 24;

  /**
   * So many values of a day are kept, of which the anomalies choose: a machine that scans the
   * internet, or a role of a million sessions, shows more than fits into a row.
   */
  private static final int MOST_FOUND = 1000;

  private History() {}

  /**
   * One row for each day of the night, entity and dimension.
   *
   * @param observations daily rows from the look-back before the first of the days to the last
   */
  static Dataset<Row> of(
      Dataset<Row> observations, NavigableSet<LocalDate> days, AnomalySettings settings) {
    Object[] numbers = days.stream().map(day -> (int) day.toEpochDay()).toArray();
    Column isTonight = col("number").isin(numbers);
    int mostFound = Math.max(MOST_FOUND, settings.valuesPerDay());
    return ofEntity(daily(novel(observations, settings), isTonight, mostFound), isTonight)
        .select(columns(and(ENTITY, "all_active", "creations"), inline(col("dimensions"))))
        .select(
            columns(
                and(ENTITY, "dimension", "days", "all_active", "creations"),
                explode(col("nights")).as("today")))
        .withColumn("number", col("today.number"))
        .withColumns(
            Map.of(
                "past", filter(col("days"), day -> isPast(day.getField("number"), settings)),
                "active", filter(col("all_active"), day -> isPast(day, settings)),
                "creation", creation()))
        .drop("days", "all_active", "creations")
        .join(
            broadcast(NewIdentity.rates(observations, numbers, settings)),
            new String[] {"entity_type", "number"},
            "left")
        .withColumns(
            Map.of(
                "first_day", get(col("active"), lit(0)),
                "active_days", size(col("active")),
                "whole", Found.ofDay()))
        .withColumns(
            Map.of(
                "history_days",
                coalesce(number().minus(col("first_day")), lit(0)),
                "settled_days",
                size(filter(col("active"), day -> isSettled(day, settings)))));
  }

  /**
   * All that is known of an entity in one row: of each dimension that has a day of the night its
   * counts on all days, and the whole of the night's days.
   */
  private static Dataset<Row> ofEntity(Dataset<Row> daily, Column isTonight) {
    Column acted = when(isCreation(), array().cast("array<int>")).otherwise(col("numbers"));
    Column dimension = when(size(col("nights")).gt(0), struct("dimension", "days", "nights"));
    return daily
        .groupBy(and(ENTITY, "dimension"))
        .agg(
            collect_list(struct(and(COUNTS))).as("days"),
            collect_list(when(isTonight, struct("*"))).as("nights"))
        .withColumn("numbers", transform(col("days"), day -> day.getField("number")))
        .groupBy(and(ENTITY))
        .agg(
            collect_list(dimension).as("dimensions"),
            sort_array(array_distinct(flatten(collect_list(acted)))).as("all_active"),
            flatten(collect_list(when(isCreation(), col("nights")))).as("creations"));
  }

  /** Somebody who was created did not act yet. */
  private static Column isCreation() {
    return col("dimension").equalTo("created_by");
  }

  /** When today, and by whom, the entity was created. */
  private static Column creation() {
    Column today =
        get(filter(col("creations"), day -> day.getField("number").equalTo(number())), lit(0));
    return concat(
        lit("at "),
        date_format(today.getField("first_time"), "HH:mm:ss"),
        lit(" UTC by "),
        today.getField("commonest"));
  }

  /** Day of the epoch of a row's own day. */
  static Column number() {
    return col("number");
  }

  /** True for active days since the entity has settled: those tell how often new things come. */
  static Column isSettled(Column day, AnomalySettings settings) {
    return day.geq(col("first_day").plus(lit(settings.settleDays())));
  }

  /** True for days that a row's own day is compared with. */
  static Column isPast(Column day, AnomalySettings settings) {
    return day.lt(number()).and(day.geq(number().minus(lit(settings.daysRead()))));
  }

  /**
   * Says of each value whether it is new for its entity, account and the organization, and how
   * often it came of late. Services of AWS and people are each new among their like. The shuffle by
   * value serves all four windows.
   */
  private static Dataset<Row> novel(Dataset<Row> observations, AnomalySettings settings) {
    Dataset<Row> byValue =
        observations
            .withColumn("number", unix_date(col("day")))
            .repartition(col("dimension"), col("value"));
    WindowSpec own = of(ENTITY);
    Column recent = sum("events").over(own.rangeBetween(-settings.uncommonDays(), -1));
    return byValue
        .withColumns(
            Map.of(
                "last_of_entity", max("number").over(before(own)),
                "recent", coalesce(recent, lit(0L)),
                "last_of_account", max("number").over(before(of("is_service", "account"))),
                "last_of_all", max("number").over(before(of("is_service")))))
        .withColumns(
            Map.of(
                "new_for_entity", isNew("last_of_entity", settings),
                "new_for_account", isNew("last_of_account", settings),
                "new_for_organization", isNew("last_of_all", settings),
                "uncommon", isUncommon(settings)));
  }

  /**
   * The days of a value among some, in their order. Rows are sorted by a hash first, since most are
   * then told apart without a look at their texts.
   */
  private static WindowSpec of(String... among) {
    Column[] keys = and(new String[] {"dimension", "value"}, among);
    Column[] sorted =
        Stream.concat(Stream.of(xxhash64(keys)), Stream.of(keys)).toArray(Column[]::new);
    return Window.partitionBy(sorted).orderBy("number");
  }

  private static WindowSpec before(WindowSpec days) {
    return days.rangeBetween(Window.unboundedPreceding(), -1);
  }

  private static Column isNew(String lastSeen, AnomalySettings settings) {
    Column gap = col("number").minus(col(lastSeen));
    return coalesce(gap.gt(Dimensions.lookBack(settings)), lit(true));
  }

  /** Seen before, but hardly of late, and hardly today. */
  private static Column isUncommon(AnomalySettings settings) {
    return isNew("last_of_entity", settings)
        .equalTo(false)
        .and(col("recent").leq(settings.uncommonEvents()))
        .and(col("events").leq(settings.uncommonEvents()));
  }

  /** One row for each day, entity and dimension, with what is worth a row of its own if tonight. */
  private static Dataset<Row> daily(Dataset<Row> novel, Column isTonight, int mostFound) {
    Column isWorth =
        isTonight
            .and(Dimensions.hasNovelty())
            .and(col("new_for_entity").or(col("uncommon")).or(Dimensions.isSignal()));
    Column hour =
        weekday(col("day")).multiply(HOURS).plus(substring(col("value"), 5, 2).try_cast("int"));
    Column isHour = col("dimension").equalTo("hour_of_week");
    Column earliest = struct("first_time", "value");
    return novel
        .groupBy(and(ENTITY, "dimension", "number", "day"))
        .agg(
            count(lit(1)).as("values"),
            count_if(col("new_for_entity")).as("new_values"),
            count_if(col("new_for_account")).as("new_values_of_account"),
            count_if(col("new_for_organization")).as("new_values_of_all"),
            count_if(col("uncommon")).as("uncommon_values"),
            sum("events").as("events"),
            max("events").as("most_events"),
            sum("failures").as("failures"),
            max("failures").as("most_failures"),
            sum("bytes_in").as("bytes_in"),
            sum("bytes_out").as("bytes_out"),
            max("bytes_out").as("most_bytes_out"),
            collect_set(when(isHour, hour)).as("hours"),
            collectTopK(when(isWorth, Found.ofObservation()), mostFound).as("found"),
            max_by(col("value"), struct("events", "value")).as("commonest"),
            max_by(col("value"), struct("bytes_out", "value")).as("heaviest"),
            max_by(col("ip"), struct("events", "value")).as("ip"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min_by(col("event_ids"), earliest).as("event_ids"));
  }

  /**
   * An aggregate that keeps the greatest values. Spark has it, and a name for it in Python only.
   */
  private static Column collectTopK(Column values, int count) {
    List<Column> arguments = List.of(values, lit(count), lit(false));
    return Column$.MODULE$.internalFn(
        "collect_top_k", CollectionConverters.asScala(arguments).toSeq());
  }

  private static Column[] columns(Column[] columns, Column more) {
    return Stream.concat(Stream.of(columns), Stream.of(more)).toArray(Column[]::new);
  }

  /** Columns of some names and of others. */
  static Column[] and(String[] names, String... more) {
    Column[] all = new Column[names.length + more.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = col(i < names.length ? names[i] : more[i - names.length]);
    }
    return all;
  }
}
