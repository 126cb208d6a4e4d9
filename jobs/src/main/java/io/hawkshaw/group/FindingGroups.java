package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Sums up each group: title, story, severity, tactics, and what changed since the night before. */
public final class FindingGroups {
  private FindingGroups() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    Dataset<Row> members = night.history(Table.FINDING_GROUP_MEMBERS, 1);
    Dataset<Row> lineage = lineage(night);
    Column isEntity = col("member_type").equalTo("entity");
    UDF2<Seq<Row>, Seq<Row>, Row> portrait =
        (told, entities) -> Portrait.of(rows(told, Member::of), rows(entities, Entity::of)).row();
    return members
        .join(lineage, lineageOf(), "inner")
        .groupBy("night", "group_id", "status", "change", "parents", "children")
        .agg(
            collect_list(when(not(isEntity), struct(Member.COLUMNS))).as("told"),
            collect_list(when(isEntity, struct(Entity.COLUMNS))).as("entities"))
        .withColumn("portrait", udf(portrait, Portrait.SCHEMA).apply(col("told"), col("entities")))
        .select(
            col("night").as("day"),
            col("group_id"),
            col("status"),
            when(
                    col("change").equalTo("known"),
                    when(size(col("portrait.added_members")).gt(0), "grown").otherwise("unchanged"))
                .otherwise(col("change"))
                .as("change"),
            col("parents"),
            col("children"),
            lit(null).cast("string").as("story_rewritten"),
            col("portrait.*"))
        .select(
            Table.FINDING_GROUPS.columns().stream().map(name -> col(name)).toArray(Column[]::new));
  }

  private static Column lineageOf() {
    return col("day").equalTo(col("member_day")).and(col("group_id").equalTo(col("of_group")));
  }

  private static <T> List<T> rows(Seq<Row> rows, Function<Row, T> of) {
    return CollectionConverters.asJava(rows).stream().map(of).toList();
  }

  /**
   * The groups of each night with what became of them; those that ended that night too, with the
   * members that they had the night before.
   */
  private static Dataset<Row> lineage(Night night) {
    Dataset<Row> alive =
        night
            .history(Table.FINDING_GROUP_LINKS, 1)
            .groupBy("day", "group_id")
            .agg(first("parents").as("parents"));
    Dataset<Row> before =
        alive.select(date_add(col("day"), 1).as("night"), col("group_id").as("old"));
    Dataset<Row> today = alive.filter(Night.isOn(night.days()));
    Dataset<Row> living =
        today
            .join(
                before,
                col("day").equalTo(col("night")).and(col("group_id").equalTo(col("old"))),
                "left") // A group that was not there the night before is new.
            .select(
                col("day").as("night"),
                col("day").as("member_day"),
                col("group_id").as("of_group"),
                lit("ACTIVE").as("status"),
                when(col("old").isNotNull(), "known")
                    .when(size(col("parents")).gt(0), "merged")
                    .otherwise("new")
                    .as("change"),
                col("parents"),
                array().cast("array<string>").as("children"));
    Dataset<Row> gone =
        alive
            .select(
                date_add(col("day"), 1).as("day"),
                col("day").as("member_day"),
                col("group_id"),
                col("parents"))
            .filter(Night.isOn(night.days()))
            .join(
                today.select(col("day").as("today"), col("group_id").as("still")),
                col("day").equalTo(col("today")).and(col("group_id").equalTo(col("still"))),
                "left_anti")
            .join(
                today.select(
                    col("day").as("today"),
                    col("group_id").as("child"),
                    explode(col("parents")).as("parent")),
                col("day").equalTo(col("today")).and(col("group_id").equalTo(col("parent"))),
                "left") // A group that became part of no other was closed.
            .groupBy("day", "member_day", "group_id")
            .agg(
                first(col("parents")).as("parents"),
                array_sort(collect_set("child")).as("children"))
            .select(
                col("day").as("night"),
                col("member_day"),
                col("group_id").as("of_group"),
                lit("INACTIVE").as("status"),
                when(size(col("children")).gt(0), "superseded").otherwise("closed").as("change"),
                col("parents"),
                col("children"));
    return living.unionByName(gone);
  }
}
