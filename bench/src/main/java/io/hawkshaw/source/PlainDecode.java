package io.hawkshaw.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The least that reading Security Lake can cost Spark: the columns that the night needs are
 * decoded, and dropped. It stands in the package of the sources, whose columns it takes, so that it
 * cannot decode others than they.
 */
public final class PlainDecode {
  private static final List<OcsfSource> SOURCES =
      List.of(
          new OcsfCloudTrail("CLOUD_TRAIL_MGMT"),
          new OcsfCloudTrail("S3_DATA"),
          new OcsfCloudTrail("LAMBDA_EXECUTION"),
          new OcsfEksAudit("EKS_AUDIT"),
          new OcsfVpcFlow("VPC_FLOW"),
          new OcsfRoute53("ROUTE53"),
          new OcsfFindings("SH_FINDINGS"));

  private PlainDecode() {}

  /**
   * Decodes the sources that a lake has.
   *
   * @param folder the folder above those of the sources
   * @return the work for each source, by its name
   */
  public static Map<String, Runnable> of(SparkSession spark, String folder) {
    Map<String, Runnable> decodes = new LinkedHashMap<>();
    for (OcsfSource source : SOURCES) {
      if (Files.isDirectory(Path.of(folder, source.name()))) {
        decodes.put(source.name(), () -> decode(spark, folder + "/" + source.name(), source));
      }
    }
    return decodes;
  }

  private static void decode(SparkSession spark, String folder, OcsfSource source) {
    spark
        .read()
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*.parquet")
        .schema(source.schema())
        .parquet(folder)
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }
}
