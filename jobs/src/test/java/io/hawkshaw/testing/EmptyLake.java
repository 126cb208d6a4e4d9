package io.hawkshaw.testing;

import static io.hawkshaw.testing.TestSession.SPARK;

import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.View;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Settings;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A lake of which SQL knows all tables and views by name, and which holds no row. */
public final class EmptyLake {
  private EmptyLake() {}

  /** A session of its own, so that its names hide nobody's. */
  public static SparkSession session() {
    SparkSession session = SPARK.newSession();
    for (Table table : Table.values()) {
      session.createDataFrame(List.of(), table.schema()).createOrReplaceTempView(table.sqlName());
    }
    Feedback.load(Settings.defaults())
        .judge(session.table(Table.ANOMALIES.sqlName()))
        .createOrReplaceTempView("reviewed_anomalies");
    View.register(session);
    return session;
  }
}
