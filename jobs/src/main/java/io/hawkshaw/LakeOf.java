package io.hawkshaw;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.SnapshotLake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.View;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Opens the lake that the settings name. */
final class LakeOf {
  private LakeOf() {}

  /**
   * The lake to write, its tables created where they are not there yet.
   *
   * @throws UserError where it may not be written
   * @throws io.hawkshaw.lake.DamagedTable where a table is damaged, or was written and is gone
   */
  static DeltaLake writing(SparkSession spark, Settings settings) {
    return rebuilding(Set.of(), spark, settings);
  }

  /** The lake to write, where some tables may be gone, since they are built again. */
  static DeltaLake rebuilding(Set<Table> tables, SparkSession spark, Settings settings) {
    DeltaLake lake = new DeltaLake(spark, settings.lake());
    try {
      lake.probe();
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.unwritableLake(settings.lake(), e);
    }
    lake.create(tables);
    return lake;
  }

  /**
   * The lake as it is now, for what is told once.
   *
   * @throws UserError where there is none
   */
  static Lake snapshot(SparkSession spark, Settings settings) {
    SnapshotLake lake = new SnapshotLake(spark, settings.lake());
    if (!lake.exists()) {
      throw UserError.noLake(settings.lake());
    }
    return lake;
  }

  /**
   * The lake to read in a session that goes on, or to look after.
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

  /**
   * Makes the tables known to SQL as people want to see them: of {@code detections} what the
   * allowlist does not expect, and {@code reviewed_anomalies}, the anomalies with the verdicts of
   * feedback; both as these files are now. The views of {@link View} beside them.
   */
  static void register(SparkSession spark, DeltaLake lake, Settings settings) {
    lake.register();
    // A view stands before the table of its name.
    Allowlist.load(settings.rules())
        .unexpected(lake.read(Table.DETECTIONS), LocalDate.now(ZoneOffset.UTC))
        .createOrReplaceTempView(Table.DETECTIONS.sqlName());
    Feedback.load(settings)
        .judge(lake.read(Table.ANOMALIES))
        .createOrReplaceTempView("reviewed_anomalies");
    View.register(spark);
  }
}
