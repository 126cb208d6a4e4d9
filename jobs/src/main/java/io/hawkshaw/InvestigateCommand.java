package io.hawkshaw;

import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.udfs.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code investigate}: one IAM user or role within a window. */
@Command(
    name = "investigate",
    mixinStandardHelpOptions = true,
    description = {
      "Looks for indicators of compromise of one IAM user or role within a window of an hour to a"
          + " year.",
      "Writes investigation.json (as the API of Amazon Detective answers), indicators.csv,"
          + " activity.csv and report.html, a page that needs no network. Changes no table."
    })
final class InvestigateCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ARN", description = "ARN of the IAM user or role.")
  private String arn;

  @Option(names = "--start", required = true, paramLabel = "T", description = "Start, UTC.")
  private String start;

  @Option(names = "--end", required = true, paramLabel = "T", description = "End, UTC.")
  private String end;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "investigation",
      description = "Folder to write to; ${DEFAULT-VALUE} unless given.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    Scope scope = new Scope(Scope.time(start), Scope.time(end));
    try (SparkSession spark = Sessions.openSmall()) {
      Inquiry inquiry = Inquiry.of(LakeOf.snapshot(spark, settings), arn, scope, settings, folder);
      PrintWriter out = spec.commandLine().getOut();
      out.println(Printable.of(inquiry.found().investigation().<String>getAs("summary")));
      inquiry.files().forEach(out::println);
      out.flush();
      return 0;
    }
  }
}
