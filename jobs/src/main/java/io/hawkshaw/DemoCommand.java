package io.hawkshaw;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.report.InvestigationFiles;
import io.hawkshaw.report.TextTable;
import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.udfs.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole thing on the sample data. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the night over sample-data into lake/demo, which it empties first, and prints what"
          + " came out.",
      "Ask on with: ./hawkshaw sql --lake lake/demo \"SELECT …\""
    })
final class DemoCommand implements Callable<Integer> {
  private static final Path LAKE = Path.of("lake", "demo");
  private static final Path REPORT = Path.of("lake", "demo-report");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    empty(LAKE);
    Settings settings =
        Settings.defaults()
            .withLake(LAKE.toString())
            .withInputs(samples())
            .withEnrichment(places());
    try (SparkSession spark = Sessions.openSmall()) {
      DeltaLake lake = LakeOf.writing(spark, settings);
      NightShift.Result night =
          new NightShift(settings, Instant.now(), new TerminalProgress(spec))
              .run(spark, lake, Window.NEW_FILES);
      new NightSummary(out).print(night);
      out.println();
      LakeOf.register(spark, lake, settings);
      for (DemoQuestion question : DemoQuestion.values()) {
        out.println(question.text());
        out.println(TextTable.of(spark.sql(question.sql())).print());
      }
      report(LakeOf.snapshot(spark, settings), out);
      out.println("The tables are in " + LAKE + ". Ask on, for example:");
      out.println("  ./hawkshaw sql --lake " + LAKE + " \"SELECT * FROM findings\"");
      if (Boolean.getBoolean("hawkshaw.archives")) {
        out.println("Java now keeps the classes that it loaded, for a faster start; a moment.");
      }
      out.flush();
      return night.gaps().isEmpty() ? 0 : 3;
    }
  }

  /** The gravest investigation of the last night. */
  private static void report(Lake lake, PrintWriter out) {
    Row gravest =
        lake.read(Table.INVESTIGATIONS).orderBy(col("day").desc(), col("score").desc()).first();
    List<Row> indicators =
        lake.read(Table.INDICATORS)
            .filter(col("day").equalTo(gravest.getAs("day")))
            .filter(col("investigation_id").equalTo(gravest.getAs("investigation_id")))
            .collectAsList();
    out.println(Printable.of(gravest.<String>getAs("summary")));
    Path page = InvestigationFiles.write(lake, gravest, indicators, REPORT).get(3);
    out.println("Its page, which needs no network: " + page.toAbsolutePath());
    out.println();
  }

  private static Path root() {
    return Path.of(System.getProperty("hawkshaw.home", "")).resolve("sample-data");
  }

  private static EnrichmentSettings places() {
    Path folder = root().resolve("geo");
    String city = folder.resolve("city.mmdb").toString();
    return new EnrichmentSettings(city, folder.resolve("asn.mmdb").toString(), null, null);
  }

  private static Map<String, List<String>> samples() {
    Path root = root();
    Map<String, List<String>> inputs = new TreeMap<>();
    for (String label : Input.labels()) {
      Path folder = root.resolve(label);
      if (Files.isDirectory(folder)) {
        inputs.put(label, List.of(folder.toUri().toString()));
      }
    }
    return inputs;
  }

  private static void empty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
