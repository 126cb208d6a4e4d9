package io.hawkshaw;

import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code generate}: a lake to try things on. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a lake of any size in the formats of AWS, with incidents in it, and beside it"
          + " truth.json: what was injected, and how many records each source, day, account and"
          + " Region has.",
      "The same options give the same records, on any number of cores."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "URI",
      required = true,
      description = "Folder for the lake, local or s3a://; it must be empty or not exist.")
  private String out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "All chance follows from it; ${DEFAULT-VALUE} unless given.")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "D",
      defaultValue = "2026-10-05",
      description = "First UTC day; ${DEFAULT-VALUE} unless given.")
  private LocalDate from;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Number of days; ${DEFAULT-VALUE} unless given.")
  private int days;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "50000",
      description =
          "API calls of ordinary life in all; ${DEFAULT-VALUE} unless given. For every hundred of"
              + " them come 10 calls on objects of buckets, 2 invocations of functions and 8 requests"
              + " to clusters, for every thousand 4 findings that belong to no incident.")
  private long events;

  @Option(
      names = "--flows",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Flow log records of ordinary life in all; ${DEFAULT-VALUE} unless given. Resolver"
              + " queries come on top: 30 for every thousand.")
  private long flows;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "4",
      description = "Accounts of the organization; ${DEFAULT-VALUE} unless given.")
  private int accounts;

  @Option(
      names = "--incidents",
      paramLabel = "N",
      defaultValue = "6",
      description = "Incidents, of different kinds in turn; ${DEFAULT-VALUE} unless given.")
  private int incidents;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "security-lake-v2",
      converter = FormatConverter.class,
      description =
          "raw, security-lake-v1 or security-lake-v2; repeatable; ${DEFAULT-VALUE} unless given.")
  private List<LakeFormat> formats;

  @Option(
      names = "--file-records",
      paramLabel = "N",
      defaultValue = "500000",
      description =
          "About as many records of an account's day are put into one set of files, a file for each"
              + " source and Region; ${DEFAULT-VALUE} unless given.")
  private int fileRecords;

  @Override
  public Integer call() throws IOException {
    LakePlan plan = plan();
    try (SparkSession spark = Sessions.open()) {
      PrintWriter print = spec.commandLine().getOut();
      new LakeGenerator(spark, plan, new TerminalProgress(spec))
          .write(out)
          .forEach((source, records) -> print.printf("%,15d  %s%n", records, source));
      print.println("The lake is in " + out + ", what is in it in " + out + "/truth.json");
      print.flush();
      return 0;
    }
  }

  private LakePlan plan() {
    check("--days", days, 1, 3_660);
    check("--events", events, 0, 1_000_000_000_000L);
    check("--flows", flows, 0, 1_000_000_000_000L);
    check("--accounts", accounts, 1, 1_000);
    check("--incidents", incidents, 0, 10_000);
    check("--file-records", fileRecords, 1_000, 100_000_000);
    LakePlan.Size size = new LakePlan.Size(days, events, flows, accounts, incidents);
    return new LakePlan(
        seed, from, size, formats.stream().distinct().sorted().toList(), fileRecords);
  }

  private static void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw UserError.badNumber(option, value, least, most);
    }
  }

  /** Formats as they are called on the command line. */
  static final class FormatConverter implements ITypeConverter<LakeFormat> {
    @Override
    public LakeFormat convert(String label) {
      try {
        return LakeFormat.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
