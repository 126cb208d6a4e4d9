package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that prints rows of the lake. */
abstract class TableCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  /**
   * The rows, in their order.
   *
   * @throws io.hawkshaw.run.UserError where the lake cannot answer
   */
  abstract Dataset<Row> rows(Lake lake);

  @Override
  public final Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      PrintWriter out = spec.commandLine().getOut();
      format.write(rows(LakeOf.snapshot(spark, settings)), out);
      out.flush();
      return 0;
    }
  }
}
