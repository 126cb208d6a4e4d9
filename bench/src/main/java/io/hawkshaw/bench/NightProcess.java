package io.hawkshaw.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A night in a process of its own, as an operator starts it, which can be killed. */
public final class NightProcess {
  private final Process process;
  private final Thread reader;
  private final long started = System.nanoTime();
  private volatile String last = "nothing";
  private final List<String> lines = new ArrayList<>();

  private NightProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read);
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /**
   * Starts it.
   *
   * @param home where Hawkshaw is
   * @param options flags of Java
   * @param words all words behind {@code ./hawkshaw}
   */
  public static NightProcess start(Path home, String options, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("hawkshaw").toString());
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HAWKSHAW_JAVA_OPTIONS", options);
    return new NightProcess(builder.start());
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        if (!line.isBlank()) {
          last = line.strip().replaceAll("\\s+", " ");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it printed last. */
  public String last() {
    return last;
  }

  /** Seconds since it was started. */
  public double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Whether it has not ended yet. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException where it ended otherwise than well, with what it printed
   */
  public void join() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    if (code != 0) {
      synchronized (lines) {
        throw new IllegalStateException("exit code " + code + ":\n" + String.join("\n", lines));
      }
    }
  }

  /** Waits so long, and kills it as {@code kill -9} does; false where it had ended before. */
  public boolean killAfter(long millis) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    process.destroyForcibly().waitFor();
    reader.join();
    return true;
  }
}
