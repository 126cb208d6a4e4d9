package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.size;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.UserError;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A finding group of one night with all that is in it.
 *
 * @param group its row
 * @param members findings and evidence in the order of time, then entities
 * @param links why findings and evidence are in it
 */
public record GroupReport(Row group, Dataset<Row> members, Dataset<Row> links) {
  private static final int NEAR = 3;

  /**
   * The groups of a night, the gravest first; the number of new members tells what moved each.
   *
   * @param day the night; null for the newest that has any
   */
  public static Dataset<Row> list(Lake lake, LocalDate day) {
    Column[] columns = {
      col("group_id"),
      col("status"),
      col("change"),
      size(col("added_members")).as("added_members"),
      col("severity"),
      round(col("score"), 1).as("score"),
      col("findings"),
      col("evidence"),
      col("entities"),
      col("headline"),
      col("tactics"),
      col("accounts"),
      col("first_time"),
      col("last_time"),
      col("day")
    };
    return ofNight(lake, day)
        .orderBy(col("status"), desc("severity_score"), desc("score"), col("group_id"))
        .select(columns);
  }

  private static Dataset<Row> ofNight(Lake lake, LocalDate day) {
    Dataset<Row> groups = lake.read(Table.FINDING_GROUPS);
    if (day != null) {
      return groups.filter(col("day").equalTo(lit(Date.valueOf(day))));
    }
    Row newest = groups.agg(max("day")).first();
    return groups.filter(newest.isNullAt(0) ? lit(false) : col("day").equalTo(lit(newest.get(0))));
  }

  /**
   * Finds a group.
   *
   * @param given its id, or how its id begins
   * @param day the night; null for the last on which it was there
   * @throws UserError where no group, or more than one, is called so
   */
  public static GroupReport of(Lake lake, String given, LocalDate day) {
    Dataset<Row> groups = lake.read(Table.FINDING_GROUPS);
    Column isMeant = lower(col("group_id")).startsWith(given.toLowerCase(Locale.ROOT));
    Column isNight = day == null ? lit(true) : col("day").equalTo(lit(Date.valueOf(day)));
    List<Row> found = groups.filter(isMeant.and(isNight)).orderBy(desc("day")).collectAsList();
    List<String> ids = found.stream().map(row -> row.<String>getAs("group_id")).distinct().toList();
    if (ids.isEmpty() || given.isBlank()) {
      throw UserError.unknownGroup(given, gravest(lake, day));
    }
    if (ids.size() > 1) {
      throw UserError.ambiguousGroup(given, ids);
    }
    Row group = found.get(0);
    return new GroupReport(
        group,
        ofGroup(lake.read(Table.FINDING_GROUP_MEMBERS), group)
            .orderBy(
                col("member_type").equalTo("entity"),
                col("first_time"),
                col("member_type"),
                col("member")),
        ofGroup(lake.read(Table.FINDING_GROUP_LINKS), group).orderBy("first_time", "from_member"));
  }

  /** Of a group that ended, what it held the night before. */
  private static Dataset<Row> ofGroup(Dataset<Row> rows, Row group) {
    LocalDate day = group.<Date>getAs("day").toLocalDate();
    LocalDate held = group.getAs("status").equals("ACTIVE") ? day : day.minusDays(1);
    return rows.filter(
        col("day")
            .equalTo(lit(Date.valueOf(held)))
            .and(col("group_id").equalTo(group.<String>getAs("group_id"))));
  }

  private static List<String> gravest(Lake lake, LocalDate day) {
    return list(lake, day).limit(NEAR).select("group_id").as(Encoders.STRING()).collectAsList();
  }
}
