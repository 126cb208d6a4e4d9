package io.hawkshaw.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what the Spark tasks of each part of a night cost. */
public final class Meter extends SparkListener {
  private static final Logger LOG = LoggerFactory.getLogger(Meter.class);
  private static final String PART = "hawkshaw.part";

  /**
   * What the tasks of a part cost.
   *
   * @param cpuSeconds CPU time on the executors
   * @param bytesRead bytes read from files
   */
  public record Cost(double cpuSeconds, long bytesRead) {
    static final Cost NONE = new Cost(0, 0);

    Cost plus(Cost other) {
      return new Cost(cpuSeconds + other.cpuSeconds, bytesRead + other.bytesRead);
    }
  }

  private final SparkContext context;
  private final Map<Integer, String> partOfStage = new ConcurrentHashMap<>();
  private final Map<String, Cost> costs = new ConcurrentHashMap<>();

  private Meter(SparkContext context) {
    this.context = context;
  }

  /** A meter that listens from now on. */
  static Meter start(SparkContext context) {
    Meter meter = new Meter(context);
    context.addSparkListener(meter);
    return meter;
  }

  /** From now on, jobs that this thread starts count for a part. */
  void enter(String part) {
    context.setLocalProperty(PART, part);
  }

  /** What the jobs of a part have cost so far. */
  Cost cost(String part) {
    awaitTasks();
    return costs.getOrDefault(part, Cost.NONE);
  }

  /** What all jobs have cost so far. */
  Cost total() {
    awaitTasks();
    return costs.values().stream().reduce(Cost.NONE, Cost::plus);
  }

  /** Metrics of tasks arrive on another thread, a little later than the tasks end. */
  private void awaitTasks() {
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      LOG.warn("Costs of the last tasks are missing: they did not arrive in time");
    }
  }

  void stop() {
    context.removeSparkListener(this);
    context.setLocalProperty(PART, null);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    String part = stage.properties() == null ? null : stage.properties().getProperty(PART);
    if (part != null) {
      partOfStage.put(stage.stageInfo().stageId(), part);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    String part = partOfStage.get(task.stageId());
    TaskMetrics metrics = task.taskMetrics();
    if (part != null && metrics != null) {
      double cpuSeconds = (metrics.executorCpuTime() + metrics.executorDeserializeCpuTime()) / 1e9;
      costs.merge(part, new Cost(cpuSeconds, metrics.inputMetrics().bytesRead()), Cost::plus);
    }
  }
}
