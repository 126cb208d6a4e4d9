package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.DamagedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class UserErrorTest {
  private static final String FULL =
      "A disk is full; make room where the lake is, and where Spark keeps what exceeds memory"
          + " (spark.local.dir in conf/spark-defaults.conf, else the system's folder for temporary"
          + " files), and start again: what is done is kept";

  private static DamagedTable damaged(String file) {
    return DamagedTable.in(new SparkException("Encountered error while reading file " + file + "."))
        .orElseThrow();
  }

  /** Each mistake with the value that the operator gave, its cause, and what to do. */
  static Stream<Arguments> mistakes() {
    IOException cause = new IOException("Access denied\nby somebody");
    return Stream.of(
        Arguments.of(
            UserError.unknownKey("conf.yml:3", "lakee", List.of("inputs", "lake")),
            "conf.yml:3: unknown key 'lakee'; did you mean 'lake'? Known here: inputs, lake"),
        Arguments.of(
            UserError.badSetting("reading.late-days", -1, "it must be 0 or more"),
            "Setting reading.late-days is -1, but it must be 0 or more; correct it in the settings"
                + " file"),
        Arguments.of(
            UserError.unreadableSettings("conf.yml", "there is no such file", cause),
            "Cannot read settings conf.yml: there is no such file; correct the file or name another"
                + " with --conf"),
        Arguments.of(
            UserError.badInput("trail", List.of("cloudtrail", "guardduty")),
            "--input trail is not NAME=URI with a known name; give one of cloudtrail, guardduty,"
                + " for example --input cloudtrail=s3a://my-trail/AWSLogs"),
        Arguments.of(
            UserError.noInput(),
            "No input is set, so there is nothing to read; set inputs in conf/hawkshaw.yml or give"
                + " --input NAME=URI"),
        Arguments.of(
            UserError.missingInput("cloudtrail", "/x"),
            "Input cloudtrail: /x does not exist; correct the path under inputs or in --input"),
        Arguments.of(
            UserError.unreadableInput("cloudtrail", "s3a://x", cause),
            "Input cloudtrail: cannot list s3a://x (Access denied); grant the identity that runs"
                + " Hawkshaw read access, or correct the path"),
        Arguments.of(
            UserError.unreadableInput("cloudtrail", "s3a://x", new IOException()),
            "Input cloudtrail: cannot list s3a://x (java.io.IOException); grant the identity that"
                + " runs Hawkshaw read access, or correct the path"),
        Arguments.of(
            UserError.noLake("/lake"),
            "No tables at /lake: no night has run with this lake; run ./hawkshaw nightly first, or"
                + " name the lake with --lake"),
        Arguments.of(
            UserError.unwritableLake("/lake", cause),
            "Cannot write the lake at /lake (Access denied); grant write access or name another"
                + " with --lake"),
        Arguments.of(
            UserError.unwritableLake("/lake", new IOException("No space left on device")), FULL),
        Arguments.of(
            UserError.storage(new UncheckedIOException(new IOException("Disk quota exceeded"))),
            FULL),
        Arguments.of(
            UserError.damagedTable(damaged("/lake/activity/day=2026-10-16/part-0.parquet")),
            "Table activity at /lake/activity is damaged: file /day=2026-10-16/part-0.parquet is gone,"
                + " or is not as it was written; put back what is missing from a copy, or move away"
                + " what is left of it and build its days again: ./hawkshaw nightly --only activity --from"
                + " 2026-10-01 --to 2026-10-17"),
        Arguments.of(
            UserError.damagedTable(damaged("/lake/runs/_delta_log/00000000000000000003.json")),
            "Table runs at /lake/runs is damaged: file /_delta_log/00000000000000000003.json is gone,"
                + " or is not as it was written; put back what is missing from a copy, or move away"
                + " what is left of it and what earlier nights cost is forgotten"),
        Arguments.of(
            UserError.badDays("--from and --to go together"),
            "--from and --to go together; give --day 2026-10-17, or --from 2026-10-01 --to"
                + " 2026-10-17"),
        Arguments.of(
            UserError.unknownStep("Activty", List.of("traffic", "activity")),
            "No step is called 'Activty'; did you mean 'activity'? Steps: traffic, activity"),
        Arguments.of(
            UserError.badQuery("no such column", cause),
            "The query cannot run: no such column; correct the SQL"),
        Arguments.of(
            UserError.writingQuery("DropTable"),
            "The query is a command that changes things (DropTable); sql only reads: use SELECT,"
                + " SHOW, DESCRIBE or EXPLAIN"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theMessageTellsProblemCauseAndRemedyOnOneLine(UserError mistake, String message) {
    assertThat(mistake).hasMessage(message);
  }

  @Test
  void theCauseIsKeptForTheLog() {
    IOException cause = new IOException();
    assertThat(UserError.unwritableLake("/lake", cause)).hasCause(cause);
    assertThat(UserError.noInput()).hasNoCause();
  }

  @Test
  void withoutAnythingKnownNothingIsNearest() {
    assertThat(UserError.unknownStep("x", List.of())).hasMessageContaining("did you mean ''?");
  }
}
