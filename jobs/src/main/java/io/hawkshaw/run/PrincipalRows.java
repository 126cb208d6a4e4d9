package io.hawkshaw.run;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the tables hold of one principal on the days of a scope. They are asked many questions: each
 * is planned and read once, and no row of another principal is looked at twice.
 */
public final class PrincipalRows implements AutoCloseable {
  /** The tables that are asked. */
  public static final List<Table> TABLES =
      List.of(
          Table.ACTIVITY,
          Table.DETECTIONS,
          Table.ANOMALIES,
          Table.FINDINGS,
          Table.FINDING_GROUPS,
          Table.FINDING_GROUP_MEMBERS,
          Table.EDGES);

  private final EntityType type;
  private final String arn;
  private final Scope scope;
  private final Map<Table, Dataset<Row>> kept = new ConcurrentHashMap<>();

  private PrincipalRows(EntityType type, String arn, Scope scope) {
    this.type = type;
    this.arn = arn;
    this.scope = scope;
  }

  /**
   * The rows of a principal.
   *
   * @param arn its ARN, as the tables have it
   */
  public static PrincipalRows of(Lake lake, EntityType type, String arn, Scope scope) {
    PrincipalRows rows = new PrincipalRows(type, arn, scope);
    Together.run(
        TABLES.stream()
            .<Runnable>map(table -> () -> rows.kept.put(table, rows.own(lake, table).persist()))
            .toList());
    return rows;
  }

  /** Findings and groups are told of whole days, since they name a principal in many ways. */
  private Dataset<Row> own(Lake lake, Table table) {
    Dataset<Row> rows = lake.read(table).filter(scope.isOnItsDays());
    return switch (table) {
      case ACTIVITY, DETECTIONS -> rows.filter(col("principal").equalTo(arn));
      case ANOMALIES -> rows.filter(col("entity").equalTo(arn));
      case EDGES -> rows.filter(col("from_entity").equalTo(arn));
      case FINDINGS -> rows.drop("detail", "description");
      default -> rows;
    };
  }

  /** Type of the principal. */
  public EntityType type() {
    return type;
  }

  /** Its ARN. */
  public String arn() {
    return arn;
  }

  /** The window that is asked about. */
  public Scope scope() {
    return scope;
  }

  /**
   * The rows of a table: the principal's own calls, detections, anomalies and edges that begin at
   * it; all findings, without their details, groups and members.
   *
   * @param table one of {@link #TABLES}
   */
  public Dataset<Row> read(Table table) {
    return kept.get(table);
  }

  @Override
  public void close() {
    kept.values().forEach(Dataset::unpersist);
  }
}
