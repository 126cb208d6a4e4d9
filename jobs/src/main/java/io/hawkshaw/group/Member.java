package io.hawkshaw.group;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.Role;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A finding or evidence of table finding_group_members, as far as the story needs it.
 *
 * @param kind finding or evidence
 * @param isNew it was in no group the night before
 */
record Member(
    String kind,
    String id,
    String product,
    String type,
    String title,
    String severity,
    double score,
    String account,
    String region,
    List<String> tactics,
    List<Named> entities,
    long events,
    boolean isNew,
    String sentence,
    Instant first,
    Instant last) {

  /** The columns that it is made of. */
  static final Column[] COLUMNS =
      Stream.of(
              "member_type",
              "member",
              "product",
              "type",
              "title",
              "severity",
              "severity_score",
              "account",
              "region",
              "tactics",
              "entities",
              "events",
              "is_new",
              "sentence",
              "first_time",
              "last_time")
          .map(name -> col(name))
          .toArray(Column[]::new);

  /** An entity that a member names. */
  record Named(String type, String id, Role role) {}

  static Member of(Row row) {
    Double score = row.getAs("severity_score");
    Long events = row.getAs("events");
    Boolean isNew = row.getAs("is_new");
    return new Member(
        row.getAs("member_type"),
        row.getAs("member"),
        row.getAs("product"),
        row.getAs("type"),
        row.getAs("title"),
        row.getAs("severity"),
        score == null ? 0 : score,
        row.getAs("account"),
        row.getAs("region"),
        list(row, "tactics"),
        Member.<Row>list(row, "entities").stream()
            .map(
                one ->
                    new Named(one.getString(0), one.getString(1), Role.valueOf(one.getString(2))))
            .toList(),
        events == null ? 0 : events,
        isNew != null && isNew,
        row.getAs("sentence"),
        row.<Timestamp>getAs("first_time").toInstant(),
        row.<Timestamp>getAs("last_time").toInstant());
  }

  private static <T> List<T> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }

  boolean isFinding() {
    return kind.equals("finding");
  }

  boolean isAnomaly() {
    return id.startsWith("A-");
  }

  /** A check or a vulnerability: what a resource is like. */
  boolean isPosture() {
    return isFinding()
        && (type == null
            || type.startsWith("Software and Configuration Checks")
            || type.startsWith("Sensitive Data"));
  }

  /** The first entity in a role of one of some types; null where there is none. */
  Named entity(Role role, String... types) {
    List<String> wanted = List.of(types);
    return entities.stream()
        .filter(one -> one.role() == role && wanted.contains(one.type()))
        .findFirst()
        .orElse(null);
  }
}
