package io.hawkshaw;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Opens the lake that the settings name. */
final class LakeOf {
  private LakeOf() {}

  /**
   * The lake to write, its tables created where they are not there yet.
   *
   * @throws UserError where it may not be written
   */
  static DeltaLake writing(SparkSession spark, Settings settings) {
    DeltaLake lake = new DeltaLake(spark, settings.lake());
    try {
      lake.probe();
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.unwritableLake(settings.lake(), e);
    }
    lake.create();
    return lake;
  }

  /**
   * The lake to read.
   *
   * @throws UserError where there is none
   */
  static DeltaLake reading(SparkSession spark, Settings settings) {
    DeltaLake lake = new DeltaLake(spark, settings.lake());
    if (!lake.exists()) {
      throw UserError.noLake(settings.lake());
    }
    return lake;
  }
}
