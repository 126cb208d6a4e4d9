package io.hawkshaw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.run.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says before any session is opened. */
final class MainTest {
  @TempDir private Path folder;

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      return new Ended(Main.run(args), told.toString(UTF_8), complained.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void withoutACommandItTellsHowToBeUsed() {
    Ended ended = run();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("Usage: hawkshaw").contains("nightly");
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    assertThat(run("--version")).isEqualTo(new Ended(0, "hawkshaw " + Version.CURRENT + "\n", ""));
    assertThat(run("--help").code()).isZero();
  }

  @Test
  void aNightWithoutInputEndsBeforeTheLakeIsLookedFor() throws IOException {
    Path settings = Files.writeString(folder.resolve("empty.yml"), "");
    Ended ended = run("nightly", "--conf", settings.toString(), "--lake", "no-such-store://lake");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("hawkshaw: No input is set").doesNotContain("no-such-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "nightly",
        "sql",
        "usage",
        "maintain",
        "check",
        "generate",
        "investigate",
        "investigations",
        "summary"
      })
  void eachCommandHelps(String command) {
    Ended ended = run(command, "--help");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Usage: hawkshaw " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "knightly",
        "nightly --day tomorrow",
        "nightly --weekly",
        "usage --format xml",
        "sql",
        "nightly --day 2026-10-17 --from 2026-10-16 --to 2026-10-17",
        "nightly --from 2026-10-17",
        "nightly --from 2026-10-17 --to 2026-10-16",
        "nightly --only activity",
        "nightly --only activty --day 2026-10-17",
        "nightly --input trail=/x",
        "nightly --input cloudtrail",
        "nightly --input cloudtrail=",
        "generate",
        "generate --out target/never --days 0",
        "generate --out target/never --accounts 5000",
        "generate --out target/never --format parquet",
        "generate --out target/never --from yesterday",
        "investigate",
        "investigate arn:aws:iam::1:user/a --start 2026-10-17",
        "investigate arn:aws:iam::1:user/a --start 2026-10-17 --end 2026-10-16",
        "investigate arn:aws:iam::1:user/a --start 2020-10-17 --end 2026-10-16",
        "investigate arn:aws:iam::1:user/a --start tomorrow --end 2026-10-16",
        "investigations archive",
        "summary --format pdf",
        "raw --entity x --start 2026-10-16",
        "raw --entity x --start 2026-10-16 --end 2026-10-17 --limit 0"
      })
  void aMistakeEndsWithTwoAndNoStackTrace(String args) {
    Ended ended = run(args.split(" "));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void aMissingSettingsFileIsNamedOnOneLine() {
    String file = folder.resolve("none.yml").toString();
    Ended ended = run("usage", "--conf", file);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).startsWith("hawkshaw: Cannot read settings " + file);
  }
}
