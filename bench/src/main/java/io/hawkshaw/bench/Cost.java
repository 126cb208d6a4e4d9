package io.hawkshaw.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What work cost this process, all of its threads and those of native code.
 *
 * @param cpuSeconds CPU time
 * @param seconds time on the clock
 */
public record Cost(double cpuSeconds, double seconds) {
  /** No work. */
  public static final Cost NONE = new Cost(0, 0);

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * Work that may fail.
   *
   * @param <E> how it fails
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    /** Does the work. */
    void run() throws E;
  }

  /** Does some work and tells what it cost. */
  public static <E extends Exception> Cost of(Work<E> work) throws E {
    long began = System.nanoTime();
    long before = PROCESS.getProcessCpuTime();
    work.run();
    return new Cost(
        (PROCESS.getProcessCpuTime() - before) / 1e9, (System.nanoTime() - began) / 1e9);
  }

  /** Both together. */
  public Cost plus(Cost other) {
    return new Cost(cpuSeconds + other.cpuSeconds, seconds + other.seconds);
  }

  /** How many times the CPU time of another. */
  public double ratioTo(Cost other) {
    return cpuSeconds / other.cpuSeconds;
  }
}
