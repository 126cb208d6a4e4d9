package io.hawkshaw.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import scala.jdk.javaapi.CollectionConverters;

/** Opens the Spark session that every command runs in. */
public final class Sessions {
  /**
   * What the product needs of any session, whoever starts it. Time is UTC everywhere; partition
   * values stay text, since account ids have leading zeros. The functions of {@code udfs} are known
   * to every session alike. Parameters of queries are bound by the analyzer: Delta's parser, which
   * stands before Spark's, would leave them unbound.
   */
  private static final Map<String, String> NEEDED =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.extensions",
              "io.delta.sql.DeltaSparkSessionExtension,io.hawkshaw.udfs.HawkshawExtensions",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.legacy.parameterSubstitution.constantsOnly", "true",
          "spark.sql.sources.partitionColumnTypeInference.enabled", "false",
          "spark.sql.parquet.enableNestedColumnVectorizedReader", "true");

  /**
   * Defaults that a cluster or {@code conf/spark-defaults.conf} may override.
   *
   * <ul>
   *   <li>What is kept between two steps is compressed: it would be several times as large. Spark's
   *       own cache would look for the best way of each column first, which takes longer than the
   *       rest of it
   *   <li>Where so much is made of a row that the method for it exceeds what Java's compilers take,
   *       Spark makes several: one was left to the interpreter, now and then
   *   <li>Vacuum lists a table in as many tasks as partition discovery may have, however few its
   *       files: 32 instead of 10,000
   *   <li>Object hash aggregates fall back to sorting after 128 groups unless told otherwise
   *   <li>Upper and lower case are Java's: ICU's tables take seconds to build, and Java knows the
   *       same letters
   * </ul>
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.app.name", "hawkshaw",
          "spark.rdd.compress", "true",
          "spark.sql.inMemoryColumnarStorage.compressed", "false",
          "spark.sql.codegen.hugeMethodLimit", "8000",
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", "32",
          "spark.sql.objectHashAggregate.sortBased.fallbackThreshold", "10000",
          "spark.sql.icu.caseMappings.enabled", "false");

  /**
   * How Parquet is written; {@code conf/spark-defaults.conf} may override it. A page of 2,000 rows
   * instead of 20,000 is what is read at least for one of them. Times are whole numbers, where
   * Spark's own choice is a format of 12 bytes without an index.
   */
  private static final Map<String, String> PARQUET =
      Map.of(
          "spark.hadoop.parquet.page.row.count.limit", "2000",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.compression.codec", "zstd");

  /**
   * How Delta writes; {@code conf/spark-defaults.conf} may override it. Snapshot partitions: a
   * commit to a table of few files costs a quarter of what 50 partitions make it cost. Upkeep joins
   * files up to the size that nights write, 128 MB, instead of 1 GB: of a large day a query then
   * skips most.
   */
  private static final Map<String, String> DELTA =
      Map.of(
          "spark.databricks.delta.snapshotPartitions",
          "2",
          "spark.databricks.delta.optimizeWrite.enabled",
          "true",
          "spark.databricks.delta.optimize.maxFileSize",
          String.valueOf(128 << 20),
          "spark.databricks.delta.optimize.minFileSize",
          String.valueOf(96 << 20));

  /**
   * How S3 is spoken to; {@code conf/spark-defaults.conf} may override it.
   *
   * <ul>
   *   <li>log store: each commit to a table is a conditional write, so two drivers cannot both take
   *       the same version. Delta's own for S3 excludes writers of one process only
   *   <li>attempts and retries: S3A's own defaults try for minutes where nothing answers, and a
   *       lost connection inside them is repeated at two levels. These try for half a minute.
   *       Throttling has its own, longer patience, which stays
   *   <li>establish timeout: a wrong endpoint that swallows packets is no slow one
   * </ul>
   */
  private static final Map<String, String> S3 =
      Map.of(
          "spark.delta.logStore.s3a.impl", "io.hawkshaw.lake.ConditionalLogStore",
          "spark.hadoop.fs.s3a.attempts.maximum", "2",
          "spark.hadoop.fs.s3a.retry.limit", "4",
          "spark.hadoop.fs.s3a.connection.establish.timeout", "5s");

  private Sessions() {}

  /**
   * The session of this process: on the master that {@code spark-submit} or {@code spark.master}
   * names, else on all cores of this machine.
   */
  public static SparkSession open() {
    return open(Map.of());
  }

  /**
   * A session for tables of a few thousand rows, where to generate code costs more than it saves.
   */
  public static SparkSession openSmall() {
    return open(
        Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
  }

  private static SparkSession open(Map<String, String> defaults) {
    SparkConf conf = new SparkConf();
    ofOperator().forEach(conf::setIfMissing);
    defaults.forEach(conf::setIfMissing);
    DEFAULTS.forEach(conf::setIfMissing);
    PARQUET.forEach(conf::setIfMissing);
    DELTA.forEach(conf::setIfMissing);
    S3.forEach(conf::setIfMissing);
    if (!conf.contains("spark.master")) {
      local().forEach(conf::setIfMissing);
    }
    NEEDED.forEach(conf::set);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** What stands in the operator's file, beside the settings; the hawkshaw script says where. */
  private static Map<String, String> ofOperator() {
    String home = System.getProperty("hawkshaw.home");
    Path file = Path.of(home == null ? "" : home, "conf", "spark-defaults.conf");
    return home != null && Files.exists(file)
        ? CollectionConverters.asJava(Utils.getPropertiesFromFile(file.toString()))
        : Map.of();
  }

  private static Path warehouse() {
    String user = System.getProperty("user.name");
    return Path.of(System.getProperty("java.io.tmpdir"), "hawkshaw-" + user);
  }

  private static Map<String, String> local() {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> defaults = new TreeMap<>();
    defaults.put("spark.master", "local[*]");
    defaults.put("spark.driver.bindAddress", "127.0.0.1");
    defaults.put("spark.driver.host", "127.0.0.1");
    defaults.put("spark.sql.shuffle.partitions", String.valueOf(cores));
    // Spark makes this folder, though nothing is kept in it: not where somebody happens to be.
    defaults.put("spark.sql.warehouse.dir", warehouse().toUri().toString());
    return defaults;
  }
}
