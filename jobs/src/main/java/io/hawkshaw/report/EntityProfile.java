package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Scope;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What the tables know of one entity within a scope, panel by panel as a profile of Amazon
 * Detective: https://docs.aws.amazon.com/detective/latest/userguide/using-entity-profiles.html
 */
public final class EntityProfile {
  private final Lake lake;
  private final Subject subject;
  private final Scope scope;

  private EntityProfile(Lake lake, Subject subject, Scope scope) {
    this.lake = lake;
    this.subject = subject;
    this.scope = scope;
  }

  /**
   * The profile of an entity.
   *
   * @param given its id, its name or its unique id
   * @param type its type where the name alone does not tell, or null
   * @param start start of the scope, or null for a day before the end
   * @param end end of the scope, or null for the hour in which the entity was last seen
   * @throws io.hawkshaw.run.UserError where there is no such entity, or the scope is none
   */
  public static EntityProfile of(Lake lake, String given, String type, Instant start, Instant end) {
    Subject subject = Subject.find(lake, given, type);
    Scope day = Scope.dayBefore(end == null ? subject.lastTime() : end.minusMillis(1));
    Scope scope = new Scope(start == null ? day.start() : start, end == null ? day.end() : end);
    return new EntityProfile(lake, subject, scope);
  }

  /** Type of the entity. */
  public String type() {
    return subject.type().name();
  }

  /** Id of the entity. */
  public String id() {
    return subject.id();
  }

  /** Type of the entity. */
  public EntityType entityType() {
    return subject.type();
  }

  /** What logs call it: its id, and the unique id that IAM gave it. */
  public Set<String> names() {
    Set<String> names = new HashSet<>(Set.of(id()));
    Map<Object, Object> attributes =
        subject.row().isNullAt(subject.row().fieldIndex("attributes"))
            ? Map.of()
            : subject.row().getJavaMap(subject.row().fieldIndex("attributes"));
    Object uniqueId = attributes.get("principal_id");
    if (uniqueId != null) {
      names.add(uniqueId.toString());
    }
    return names;
  }

  /** AWS Regions that anything of it happened in within the scope. */
  public List<String> regions() {
    return lake.read(Table.EDGES)
        .filter(scope.isWithin())
        .filter(col("from_entity").equalTo(id()).or(col("to_entity").equalTo(id())))
        .filter(col("region").isNotNull())
        .select("region")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** The window that all panels but details and creation are about. */
  public Scope scope() {
    return scope;
  }

  /** The panels, in the order in which an analyst reads; those without rows too. */
  public List<Panel> panels() {
    return new ProfilePanels(lake, subject, scope).all();
  }

  /**
   * One part of a profile.
   *
   * @param name name in JSON
   * @param title title for people
   * @param rows its rows
   */
  public record Panel(String name, String title, Dataset<Row> rows) {}
}
