package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.hawkshaw.graphs.GraphEngine;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Finds which findings and which evidence are one incident, and why. The groups of the night before
 * go on; what is new joins them, joins several into one, or founds others.
 */
public final class FindingGroupLinks {
  private FindingGroupLinks() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    GroupSettings settings = night.settings().groups();
    Dataset<Row> facts =
        Routine.of(
            SharedEntities.of(night, Facts.of(night, settings.windowDays())),
            FindingFacts.of(
                night.history(Table.FINDINGS, settings.windowDays() + Routine.DAYS), settings),
            settings);
    Dataset<Row> known =
        facts
            .select(
                col("day"),
                col("member"),
                col("account"),
                col("subject"),
                col("standing"),
                col("founds"),
                col("is_alone"),
                col("is_routine"),
                col("first_time"),
                col("last_time"),
                col("shared"))
            .unionByName(groupsBefore(night), true);
    List<LocalDate> days = List.copyOf(night.days());
    return parted(night, known)
        .groupByKey((MapFunction<Row, String>) row -> row.getAs("part"), Encoders.STRING())
        .flatMapGroups(new Nights(settings, days), Encoders.row(Nights.LINKS))
        .select(
            Table.FINDING_GROUP_LINKS.columns().stream()
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  /** The groups of the nights before those that are built, where these are not built too. */
  private static Dataset<Row> groupsBefore(Night night) {
    NavigableSet<LocalDate> before = new TreeSet<>();
    night.days().forEach(day -> before.add(day.minusDays(1)));
    before.removeAll(night.days());
    Dataset<Row> links =
        night
            .history(Table.FINDING_GROUP_LINKS, 1)
            .filter(before.isEmpty() ? lit(false) : Night.isOn(before));
    return Dismissals.of(night, links).withColumnRenamed("from_member", "member");
  }

  /**
   * What can be grouped by itself: in a night of common size all. Else GraphFrames divides it into
   * what hangs together by any entity at all.
   */
  private static Dataset<Row> parted(Night night, Dataset<Row> known) {
    if (storedBytes(night) <= night.settings().groups().localBytes()) {
      return known.withColumn("part", lit(""));
    }
    Column ends =
        array_union(
            coalesce(
                transform(
                    col("shared"), one -> concat_ws(" ", one.getField("type"), one.getField("id"))),
                array()),
            array_compact(array(col("group_id"))));
    Dataset<Row> parts =
        GraphEngine.of(known.select(col("member").as("src"), explode(ends).as("dst")))
            .components()
            .select(col("id").as("part_of"), col("component"));
    return known
        .join(parts, col("member").equalTo(col("part_of")), "left") // Some share nothing at all.
        .withColumn("part", coalesce(col("component"), col("member")));
  }

  /** As the files of the tables say, so that no row is read to decide who reads them. */
  private static double storedBytes(Night night) {
    int days = night.settings().groups().windowDays();
    return Stream.of(Table.FINDINGS, Table.DETECTIONS, Table.ANOMALIES)
        .map(table -> night.history(table, days).queryExecution().optimizedPlan().stats())
        .mapToDouble(stats -> stats.sizeInBytes().toDouble())
        .sum();
  }
}
