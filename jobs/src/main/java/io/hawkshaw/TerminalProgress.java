package io.hawkshaw;

import io.hawkshaw.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;

/** Tells on standard error how far a night is: a line a part, and a bar where somebody watches. */
final class TerminalProgress implements Progress {
  private final PrintWriter err;

  /** Only the shell knows whether standard error is a terminal; the hawkshaw script tells. */
  private final boolean isWatched = Boolean.getBoolean("hawkshaw.terminal");

  private final Map<String, Instant> running = new LinkedHashMap<>();
  private ProgressBar bar;

  TerminalProgress(CommandSpec spec) {
    this.err = spec.commandLine().getErr();
  }

  @Override
  public synchronized void begin(String part) {
    running.put(part, Instant.now());
    show();
  }

  @Override
  public synchronized void end(String part, String result) {
    Instant began = running.remove(part);
    hide();
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    err.printf("  %-14s %8.1f s  %s%n", part, seconds, result);
    err.flush();
    show();
  }

  private void show() {
    if (!isWatched || running.isEmpty()) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setInitialMax(-1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .clearDisplayOnFinish()
              .build();
    }
    bar.setExtraMessage(String.join(", ", running.keySet()));
  }

  private void hide() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
