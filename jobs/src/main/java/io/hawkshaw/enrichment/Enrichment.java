package io.hawkshaw.enrichment;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.Night;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Says of rows where their address {@code ip} is and whose: from the files that the operator set,
 * else from what GuardDuty wrote in its findings, else nothing. It is never guessed.
 */
public final class Enrichment {
  /** GuardDuty's word on an address is taken from the findings of so many days before, too. */
  private static final int FINDING_DAYS = 45;

  /**
   * What was opened last: the steps of a night share one broadcast, and a file that was replaced is
   * opened again.
   */
  private static final Cache<List<Object>, Broadcast<Atlas>> OPENED =
      CacheBuilder.newBuilder().maximumSize(1).build();

  private Enrichment() {}

  /**
   * Fills some of the columns country, city, latitude, longitude, asn and aso.
   *
   * @param rows the rows, with a column {@code ip}
   * @throws io.hawkshaw.run.UserError where a file that is set cannot be read
   */
  public static Dataset<Row> fill(Night night, Dataset<Row> rows, List<String> columns) {
    EnrichmentSettings files = night.settings().enrichment();
    Broadcast<Atlas> atlas = open(rows.sparkSession().sparkContext(), files);
    UDF1<String, Row> look = ip -> atlas.value().find(ip).row();
    Dataset<Row> looked =
        rows.drop(columns.toArray(String[]::new))
            .withColumn("place", udf(look, Whereabouts.SCHEMA).apply(col("ip")));
    boolean isComplete = files.city() != null && files.asn() != null;
    return isComplete
        ? told(looked, columns, Enrichment::ofAtlas)
        : told(besideFindings(night, looked), columns, Enrichment::ofEither).drop("seen");
  }

  private static Dataset<Row> told(
      Dataset<Row> rows, List<String> columns, Function<String, Column> value) {
    List<Column> all = new ArrayList<>(List.of(col("*")));
    columns.stream().map(name -> value.apply(name).as(name)).forEach(all::add);
    return rows.select(all.toArray(Column[]::new)).drop("place");
  }

  private static Dataset<Row> besideFindings(Night night, Dataset<Row> rows) {
    Dataset<Row> seen =
        GuardDutyPlaces.of(night.history(Table.FINDINGS, FINDING_DAYS))
            .select(col("ip"), col("place").as("seen"));
    return rows.join(broadcast(seen), new String[] {"ip"}, "left");
  }

  private static Column ofAtlas(String column) {
    return col("place." + column);
  }

  /** Place and network are each taken whole from one source. */
  private static Column ofEither(String column) {
    boolean isNetwork = column.startsWith("as");
    Column isKnown = col(isNetwork ? "place.asn" : "place.country").isNotNull();
    Column own = col("place." + column);
    return when(isKnown, own).otherwise(coalesce(col("seen." + column), own));
  }

  private static Broadcast<Atlas> open(SparkContext spark, EnrichmentSettings files) {
    List<Object> asked = new ArrayList<>(List.of(spark.applicationId(), files));
    for (EnrichmentFile file : EnrichmentFile.values()) {
      file.path(files).map(Path::of).filter(Files::exists).ifPresent(p -> asked.add(modified(p)));
    }
    try {
      return OPENED.get(
          List.copyOf(asked),
          () -> JavaSparkContext.fromSparkContext(spark).broadcast(new Atlas(files)));
    } catch (UncheckedExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Object modified(Path file) {
    return file.toFile().lastModified();
  }
}
