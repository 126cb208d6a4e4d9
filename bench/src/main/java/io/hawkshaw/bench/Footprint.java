package io.hawkshaw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** What tasks move from its making until it stops, and what the process holds. */
public final class Footprint extends SparkListener {
  private final SparkContext context;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong shuffled = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();

  /** Begins to count what the tasks of a session do. */
  public Footprint(SparkSession spark) {
    this.context = spark.sparkContext();
    context.addSparkListener(this);
  }

  /**
   * Counts no more. What the last tasks did arrives on another thread, a little later.
   *
   * @throws IllegalStateException where it does not arrive
   */
  public void stop() {
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("What the last tasks did is missing", e);
    }
    context.removeSparkListener(this);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      read.addAndGet(metrics.inputMetrics().bytesRead());
      written.addAndGet(metrics.outputMetrics().bytesWritten());
      shuffled.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
      spilled.addAndGet(metrics.diskBytesSpilled());
    }
  }

  /**
   * Fills two tables of a report.
   *
   * @param lake folder of the tables that were written
   */
  public void tell(Report report, Path lake) throws IOException {
    report.table("What it moved and held", "what", "MB");
    report.row("read by tasks, what is kept between steps included", megabytes(read.get()));
    report.row("written by tasks to tables", megabytes(written.get()));
    report.row("written by tasks to shuffles", megabytes(shuffled.get()));
    report.row("spilled by tasks to disk", megabytes(spilled.get()));
    report.row("resident memory of the process, peak", residentPeak());
    report.table("Delta", "commits", "data files");
    report.row(files(lake, "_delta_log/[0-9]*.json"), files(lake, "*.parquet"));
  }

  private static long megabytes(long bytes) {
    return bytes / 1_000_000;
  }

  /** As Linux tells it; null elsewhere. */
  private static Long residentPeak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .map(Footprint::megabytes)
          .findFirst()
          .orElse(null);
    }
  }

  private static long files(Path lake, String pattern) throws IOException {
    PathMatcher matcher = lake.getFileSystem().getPathMatcher("glob:" + lake + "/*/**" + pattern);
    try (Stream<Path> files = Files.walk(lake)) {
      return files.filter(matcher::matches).count();
    }
  }
}
