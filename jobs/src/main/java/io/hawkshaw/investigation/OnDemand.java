package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Together;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The investigation of one principal and window that somebody asks for. It changes no table.
 *
 * @param investigation its row, as table investigations has it
 * @param indicators its rows, as table indicators has them
 */
public record OnDemand(Row investigation, List<Row> indicators) {
  private static final List<Table> ASKED =
      List.of(
          Table.ACTIVITY,
          Table.DETECTIONS,
          Table.ANOMALIES,
          Table.FINDINGS,
          Table.FINDING_GROUPS,
          Table.FINDING_GROUP_MEMBERS,
          Table.EDGES);

  private static final StructType PRINCIPAL =
      StructType.fromDDL(
          """
          day DATE, entity_type STRING, entity_arn STRING, scope_start_time TIMESTAMP,
          scope_end_time TIMESTAMP
          """);

  /**
   * Whom somebody asks about.
   *
   * @param arn ARN of an IAM user or role
   * @param now the time of the question
   * @return the principal's row of table entities
   * @throws io.hawkshaw.run.UserError where nobody has the ARN, or the lake knows nothing of the
   *     window
   */
  public static Row principal(Lake lake, String arn, Scope scope, Instant now) {
    AtomicReference<Row> principal = new AtomicReference<>();
    Together.run(
        List.of(
            () -> PrincipalSearch.check(lake, scope, now),
            () -> principal.set(PrincipalSearch.find(lake, arn)),
            // To open a table takes its time, and all of these will be asked.
            () -> ASKED.forEach(lake::read)));
    return principal.get();
  }

  /**
   * Examines a principal.
   *
   * @param principal its row of table entities
   * @param upheld takes the rows of a table away that are expected or were called benign
   * @param now the time of the question
   */
  public static OnDemand of(
      Lake lake,
      Row principal,
      Scope scope,
      InvestigationSettings settings,
      BiFunction<Table, Dataset<Row>, Dataset<Row>> upheld,
      Instant now) {
    SparkSession spark = lake.read(Table.ENTITIES).sparkSession();
    LocalDate first = day(scope.start());
    LocalDate last = day(scope.end().minusMillis(1));
    Row asked =
        RowFactory.create(
            Date.valueOf(last),
            principal.getAs("entity_type"),
            principal.getAs("entity"),
            Timestamp.from(scope.start()),
            Timestamp.from(scope.end()));
    Column isWithin = col("day").between(lit(Date.valueOf(first)), lit(Date.valueOf(last)));
    // Each table is planned and read once, though several indicators ask it.
    Map<Table, Dataset<Row>> kept = new ConcurrentHashMap<>();
    try {
      Together.run(
          ASKED.stream()
              .<Runnable>map(
                  table ->
                      () -> {
                        Dataset<Row> rows = lake.read(table).filter(isWithin);
                        kept.put(table, own(table, upheld.apply(table, rows), principal).persist());
                      })
              .toList());
      Examined examined =
          new Examined(
              Cases.onDemand(spark.createDataFrame(List.of(asked), PRINCIPAL)),
              kept::get,
              settings);
      Dataset<Row> found = Indicators.of(examined);
      List<Row> indicators = found.collectAsList();
      Row investigation =
          Investigations.of(examined, spark.createDataFrame(indicators, found.schema()), now)
              .collectAsList()
              .get(0);
      return new OnDemand(investigation, indicators);
    } finally {
      kept.values().forEach(Dataset::unpersist);
    }
  }

  /** What a table knows of the principal alone, so that no row of another is looked at. */
  private static Dataset<Row> own(Table table, Dataset<Row> rows, Row principal) {
    String arn = principal.getAs("entity");
    return switch (table) {
      case ACTIVITY, DETECTIONS -> rows.filter(col("principal").equalTo(arn));
      case ANOMALIES -> rows.filter(col("entity").equalTo(arn));
      case EDGES -> rows.filter(col("from_entity").equalTo(arn));
      case FINDINGS -> rows.drop("detail", "description");
      default -> rows;
    };
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
