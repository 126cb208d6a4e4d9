package io.hawkshaw.group;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Takes evidence out of the groups of the night before that was called benign since. What only such
 * evidence held together falls apart: the part with the earliest member goes on as the group, each
 * other becomes one of its own. A part of one member is no group, unless it is an attack sequence:
 * its member is free to join another.
 */
final class Dismissals implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final StructType LINKS = Table.FINDING_GROUP_LINKS.schema();
  private static final StructType JUDGED =
      LINKS.add("is_benign", "boolean").add("is_alone", "boolean");

  private static final Comparator<Row> EARLIEST =
      Comparator.comparing((Row row) -> row.getAs("standing").equals(Standing.POSTURE.name()))
          .thenComparing(row -> row.<Timestamp>getAs("first_time"))
          .thenComparing(row -> row.<String>getAs("from_member"));

  /** The links of groups as they would be, had the evidence never been there. */
  static Dataset<Row> of(Night night, Dataset<Row> links) {
    if (night.feedback().size() == 0) {
      return links;
    }
    GroupSettings settings = night.settings().groups();
    Dataset<Row> benign =
        AnomalyFacts.of(night.benign(settings.maxSpanDays() + settings.windowDays()), settings)
            .select(col("member").as("from_member"), lit(true).as("is_benign"))
            .distinct();
    Dataset<Row> alone =
        night
            .history(Table.FINDING_GROUP_MEMBERS, 1)
            .filter(col("type").startsWith("AttackSequence:"))
            .select(col("member").as("from_member"), lit(true).as("is_alone"))
            .distinct();
    return links
        .join(benign, new String[] {"from_member"}, "left")
        .join(alone, new String[] {"from_member"}, "left")
        .withColumn("is_benign", coalesce(col("is_benign"), lit(false)))
        .withColumn("is_alone", coalesce(col("is_alone"), lit(false)))
        .to(JUDGED)
        .withColumn("of_night", concat_ws(" ", col("day"), col("group_id")))
        .groupByKey((MapFunction<Row, String>) row -> row.getAs("of_night"), Encoders.STRING())
        .flatMapGroups(new Dismissals(), Encoders.row(LINKS));
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    Map<String, Row> all = new LinkedHashMap<>();
    Map<String, Row> kept = new LinkedHashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      all.put(row.getAs("from_member"), row);
      if (!row.<Boolean>getAs("is_benign")) {
        kept.put(row.getAs("from_member"), row);
      }
    }
    if (kept.size() == all.size()) {
      return all.values().stream().map(row -> link(row, row.getAs("group_id"), kept)).iterator();
    }
    Map<String, List<Row>> parts = new LinkedHashMap<>();
    kept.values()
        .forEach(row -> parts.computeIfAbsent(top(row, kept), t -> new ArrayList<>()).add(row));
    Row earliest = kept.values().stream().min(EARLIEST).orElse(null);
    return parts.values().stream()
        .filter(part -> part.size() > 1 || part.get(0).<Boolean>getAs("is_alone"))
        .flatMap(part -> links(part, earliest, kept).stream())
        .iterator();
  }

  /** The links of a group are a tree: each leads towards the member that leads nowhere. */
  private static String top(Row row, Map<String, Row> kept) {
    Row at = row;
    while (kept.containsKey(at.<String>getAs("to_member"))) {
      at = kept.get(at.<String>getAs("to_member"));
    }
    return at.getAs("from_member");
  }

  private static List<Row> links(Collection<Row> part, Row earliest, Map<String, Row> kept) {
    Row first = part.stream().min(EARLIEST).orElseThrow();
    String group = first.getAs("group_id");
    String id =
        first.equals(earliest) ? group : Group.idOf(group + ' ' + first.getAs("from_member"));
    return part.stream().map(row -> link(row, id, kept)).toList();
  }

  /** The row under the id of its group; its link, if that still leads to a member. */
  private static Row link(Row row, String id, Map<String, Row> kept) {
    boolean isLinked = kept.containsKey(row.<String>getAs("to_member"));
    boolean isOfParents = id.equals(row.getAs("group_id"));
    Object[] values =
        Stream.of(LINKS.fieldNames())
            .map(
                name ->
                    switch (name) {
                      case "group_id" -> id;
                      case "to_member", "shared_type", "shared_entity", "weight", "gap_seconds" ->
                          isLinked ? row.getAs(name) : null;
                      case "parents" ->
                          isOfParents
                              ? row.<String>getList(row.fieldIndex(name)).toArray(String[]::new)
                              : new String[0];
                      default -> row.getAs(name);
                    })
            .toArray();
    return RowFactory.create(values);
  }
}
