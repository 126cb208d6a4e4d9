package io.hawkshaw.group;

import io.hawkshaw.run.GroupSettings;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Groups night after night what can be grouped by itself, each night upon the groups of the one
 * before, and tells the links of those that are alive.
 */
final class Nights implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Some columns of table finding_group_links. */
  static final StructType LINKS =
      StructType.fromDDL(
          "day DATE, group_id STRING, from_member STRING, to_member STRING, shared_type STRING,"
              + " shared_entity STRING, weight DOUBLE, gap_seconds BIGINT, reason STRING, standing"
              + " STRING, first_time TIMESTAMP, last_time TIMESTAMP, parents ARRAY<STRING>");

  private final GroupSettings settings;
  private final ArrayList<LocalDate> days;

  Nights(GroupSettings settings, List<LocalDate> days) {
    this.settings = settings;
    this.days = new ArrayList<>(days);
  }

  @Override
  public Iterator<Row> call(String part, Iterator<Row> rows) {
    TreeMap<Integer, List<Fact>> facts = new TreeMap<>();
    Map<Integer, Map<String, Group>> stored = new TreeMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.getAs("group_id") == null) {
        Fact fact = fact(row);
        facts.computeIfAbsent(fact.day(), day -> new ArrayList<>()).add(fact);
      } else {
        restore(row, stored);
      }
    }
    List<Row> links = new ArrayList<>();
    List<Group> alive = List.of();
    int before = Integer.MIN_VALUE;
    for (LocalDate night : days) {
      int day = (int) night.toEpochDay();
      if (before != day - 1) {
        alive = List.copyOf(stored.getOrDefault(day - 1, Map.of()).values());
      }
      List<Fact> known =
          facts.subMap(day - settings.windowDays(), true, day, true).values().stream()
              .flatMap(List::stream)
              .toList();
      alive = Grouping.night(settings, day, alive, known);
      alive.forEach(group -> links.addAll(links(night, group)));
      before = day;
    }
    return links.iterator();
  }

  private static Fact fact(Row row) {
    Set<Involved> shared = new LinkedHashSet<>();
    for (Row one : row.<Row>getList(row.fieldIndex("shared"))) {
      shared.add(
          new Involved(one.getString(0), one.getString(1), one.getBoolean(2), one.getString(3)));
    }
    return new Fact(
        row.getAs("member"),
        day(row),
        row.getAs("account"),
        row.getAs("subject"),
        Standing.valueOf(row.getAs("standing")),
        row.getAs("founds"),
        row.getAs("is_alone"),
        row.getAs("is_routine"),
        seconds(row.getAs("first_time")),
        seconds(row.getAs("last_time")),
        List.copyOf(shared));
  }

  /** Takes a row of the table back into the group that it is of. */
  private static void restore(Row row, Map<Integer, Map<String, Group>> stored) {
    String id = row.getAs("group_id");
    Group group =
        stored
            .computeIfAbsent(day(row), day -> new LinkedHashMap<>())
            .computeIfAbsent(id, i -> new Group(i, row.getList(row.fieldIndex("parents"))));
    String member = row.getAs("member");
    group.put(
        new Fact(
            member,
            Integer.MIN_VALUE,
            null,
            member,
            Standing.valueOf(row.getAs("standing")),
            false,
            false,
            false,
            seconds(row.getAs("first_time")),
            seconds(row.getAs("last_time")),
            List.of()));
    if (row.getAs("to_member") != null) {
      group.put(
          new Link(
              member,
              row.getAs("to_member"),
              row.getAs("shared_type"),
              row.getAs("shared_entity"),
              row.getAs("weight"),
              row.getAs("gap_seconds"),
              row.getAs("reason")));
    }
  }

  private static int day(Row row) {
    return (int) row.<Date>getAs("day").toLocalDate().toEpochDay();
  }

  private static long seconds(Timestamp time) {
    return time.toInstant().getEpochSecond();
  }

  private static List<Row> links(LocalDate night, Group group) {
    List<Row> rows = new ArrayList<>();
    group
        .reasons()
        .forEach(
            (member, link) ->
                rows.add(
                    RowFactory.create(
                        Date.valueOf(night),
                        group.id(),
                        member.member(),
                        link == null ? null : link.otherThan(member.member()),
                        link == null ? null : link.sharedType(),
                        link == null ? null : link.sharedEntity(),
                        link == null ? null : link.weight(),
                        link == null ? null : link.gapSeconds(),
                        link == null ? "The first of the group" : link.reason(),
                        member.standing().name(),
                        Timestamp.from(Instant.ofEpochSecond(member.first())),
                        Timestamp.from(Instant.ofEpochSecond(member.last())),
                        group.parents().toArray(String[]::new))));
    return rows;
  }
}
