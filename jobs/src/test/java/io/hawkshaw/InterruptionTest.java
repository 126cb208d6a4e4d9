package io.hawkshaw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says whose process is asked to end. */
final class InterruptionTest {
  /** What the system reports of a process that SIGTERM ended. */
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @Test
  void aNightThatIsAskedToEndReportsNoBug() throws Exception {
    Path err = folder.resolve("err");
    Process night =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + Path.of("..", "conf", "jvm.options"),
                    "-XX:TieredStopAtLevel=1",
                    "-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.hawkshaw.Main",
                    "nightly",
                    "--lake",
                    folder.resolve("lake").toString(),
                    "--input",
                    "cloudtrail=../sample-data/cloudtrail"))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(err.toFile())
            .start();
    try {
      awaitClaim(night);
      night.destroy();
      assertThat(night.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      night.destroyForcibly();
    }
    assertThat(night.exitValue()).isEqualTo(TERMINATED);
    assertThat(Files.readString(err, UTF_8))
        .doesNotContain("this is a bug")
        .doesNotContain("\tat ");
  }

  /** The night claims its lake before it reads. */
  private void awaitClaim(Process night) throws IOException, InterruptedException {
    Path claims = folder.resolve("lake/_nights");
    while (night.isAlive() && !Files.exists(claims)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    TimeUnit.SECONDS.sleep(1);
    assertThat(night.isAlive()).as(Files.readString(folder.resolve("err"), UTF_8)).isTrue();
  }
}
