package io.hawkshaw.investigation;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Together;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
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
   * @return what the tables hold of it
   * @throws io.hawkshaw.run.UserError where nobody has the ARN, or the lake knows nothing of the
   *     window
   */
  public static PrincipalRows principal(Lake lake, String arn, Scope scope, Instant now) {
    AtomicReference<Row> principal = new AtomicReference<>();
    Together.run(
        List.of(
            () -> PrincipalSearch.check(lake, scope, now),
            () -> principal.set(PrincipalSearch.find(lake, arn)),
            // To open a table takes its time, and all of these will be asked.
            () -> PrincipalRows.TABLES.forEach(lake::read)));
    return PrincipalRows.of(
        lake,
        EntityType.valueOf(principal.get().getAs("entity_type")),
        principal.get().getAs("entity"),
        scope);
  }

  /**
   * Examines a principal.
   *
   * @param rows what the tables hold of the principal
   * @param upheld takes the rows of a table away that are expected or were called benign
   * @param now the time of the question
   */
  public static OnDemand of(
      PrincipalRows rows,
      InvestigationSettings settings,
      BiFunction<Table, Dataset<Row>, Dataset<Row>> upheld,
      Instant now) {
    SparkSession spark = rows.read(Table.ACTIVITY).sparkSession();
    Row asked =
        RowFactory.create(
            Date.valueOf(rows.scope().lastDay()),
            rows.type().name(),
            rows.arn(),
            Timestamp.from(rows.scope().start()),
            Timestamp.from(rows.scope().end()));
    Examined examined =
        new Examined(
            Cases.onDemand(spark.createDataFrame(List.of(asked), PRINCIPAL)),
            table -> upheld.apply(table, rows.read(table)),
            settings);
    Dataset<Row> found = Indicators.of(examined);
    List<Row> indicators = found.collectAsList();
    Row investigation =
        Investigations.of(examined, spark.createDataFrame(indicators, found.schema()), now)
            .collectAsList()
            .get(0);
    return new OnDemand(investigation, indicators);
  }
}
