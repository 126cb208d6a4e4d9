package io.hawkshaw;

import io.hawkshaw.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;

/** Tells on standard error how far a night is: a line a part, and a bar where somebody watches. */
final class TerminalProgress implements Progress {
  private final PrintWriter err;

  /** Only the shell knows whether standard error is a terminal; the hawkshaw script tells. */
  private final boolean isWatched = Boolean.getBoolean("hawkshaw.terminal");

  private Instant began = Instant.EPOCH;
  private ProgressBar bar;

  TerminalProgress(CommandSpec spec) {
    this.err = spec.commandLine().getErr();
  }

  @Override
  public void begin(String part) {
    began = Instant.now();
    if (isWatched) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(part)
              .setInitialMax(-1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public void end(String part, String result) {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    err.printf("  %-14s %8.1f s  %s%n", part, seconds, result);
    err.flush();
  }
}
