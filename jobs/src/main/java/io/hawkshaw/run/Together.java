package io.hawkshaw.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does independent work side by side. A small night is planning and commits more than data: two
 * steps at once keep the cores busy that one leaves idle.
 */
public final class Together {
  private Together() {}

  /**
   * Does all of the work and returns when the last is done. Where some of it failed, the first
   * failure is thrown then; none is stopped in the middle.
   */
  public static void run(List<Runnable> work) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, work.size()));
    try {
      List<Future<?>> all = work.stream().<Future<?>>map(threads::submit).toList();
      Throwable failure = null;
      for (Future<?> one : all) {
        Throwable failed = await(one);
        failure = failure == null ? failed : failure;
      }
      rethrow(failure);
    } finally {
      threads.shutdown();
    }
  }

  /**
   * Gets two things side by side, and makes one of both. Where one of them fails, that failure is
   * thrown when the other is done.
   */
  public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> together) {
    AtomicReference<A> first = new AtomicReference<>();
    AtomicReference<B> second = new AtomicReference<>();
    run(List.of(() -> first.set(one.get()), () -> second.set(other.get())));
    return together.apply(first.get(), second.get());
  }

  /**
   * Maps all values, some at a time, in their order; the first failure ends it.
   *
   * @param threads how many at a time
   */
  public static <T, R> List<R> map(List<T> values, int threads, Function<T, R> mapping) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, values.size()));
    try {
      List<CompletableFuture<R>> all =
          values.stream()
              .map(value -> CompletableFuture.supplyAsync(() -> mapping.apply(value), pool))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
  }

  private static Throwable await(Future<?> work) {
    try {
      work.get();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException("Interrupted while waiting for the night's work", e);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
