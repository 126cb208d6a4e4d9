package io.hawkshaw.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one night to write a lake. Delta excludes two writers of one table, but a night
 * writes many, and the ledger last: one that knows fewer files could write {@code activity} after,
 * and the ledger before, one that knows more, and files would count as read that are not.
 *
 * <p>Claims are numbered files. Who wants the lake creates the next number, which one alone can do.
 * While it works it writes its file again and again, so that a claim whose holder was killed is
 * known by its age and the next night begins without anybody's help. On a local disk it holds a
 * lock too, by which that is known at once.
 */
public final class Claim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);
  private static final String FOLDER = "_nights";
  private static final String RELEASED = "released";
  private static final String LOCK = "lock";

  /** How a claim ends whose holder has the lock. */
  static final String LOCKED = ", locked";

  private static final String SINCE_NOW = "another night, since this moment";
  private static final Duration BEAT = Duration.ofSeconds(30);

  /** Ten beats: a long pause of garbage collection, or of the store, is no death. */
  private static final Duration STALE = Duration.ofMinutes(5);

  private final String lake;
  private final Configuration conf;
  private final long number;
  private final String holder;
  private final Optional<ProcessLock> lock;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Claim(
      String lake, Configuration conf, long number, String holder, Optional<ProcessLock> lock) {
    this.lake = lake;
    this.conf = conf;
    this.number = number;
    this.holder = holder;
    this.lock = lock;
    Thread beats = new Thread(this::beatUntilClosed, "hawkshaw-claim");
    beats.setDaemon(true);
    beats.start();
  }

  /**
   * Claims a lake.
   *
   * @throws LakeBusy where a night holds it that is alive, or was five minutes before now
   */
  static Claim of(String lake, Configuration conf, Instant now) {
    try {
      Optional<ProcessLock> lock = ProcessLock.of(new Path(new Path(lake, FOLDER), LOCK), conf);
      try {
        Claim claim = of(lake, conf, now, lock);
        lock = Optional.empty();
        return claim;
      } finally {
        lock.ifPresent(ProcessLock::close);
      }
    } catch (FileNotFoundException e) {
      // Who claims a lake deletes the claims before.
      throw LakeBusy.claimed(lake, SINCE_NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Claim of(String lake, Configuration conf, Instant now, Optional<ProcessLock> lock)
      throws IOException {
    List<FileStatus> earlier = earlier(lake, conf);
    Optional<FileStatus> last = earlier.stream().max(comparing(file -> file.getPath().getName()));
    long number = last.map(Claim::number).orElse(0L) + 1;
    if (last.isPresent() && !isFree(last.get(), conf, now, lock.isPresent())) {
      throw LakeBusy.claimed(lake, read(last.get(), conf));
    }
    String holder =
        "process %d since %s, claim %s%s"
            .formatted(
                ProcessHandle.current().pid(),
                now,
                UUID.randomUUID(),
                lock.isPresent() ? LOCKED : "");
    if (!NewFile.create(path(lake, number), holder.getBytes(UTF_8), conf)) {
      throw LakeBusy.claimed(lake, SINCE_NOW);
    }
    for (FileStatus file : earlier) {
      file.getPath().getFileSystem(conf).delete(file.getPath(), false);
    }
    return new Claim(lake, conf, number, holder, lock);
  }

  /**
   * Looks whether the claim still holds: a process that slept for long may have lost it.
   *
   * @throws LakeBusy where another night has the lake
   */
  void verify() {
    try {
      if (!path(lake, number).getFileSystem(conf).exists(path(lake, number))
          || path(lake, number + 1).getFileSystem(conf).exists(path(lake, number + 1))) {
        throw LakeBusy.claimed(lake, "a night that took it over while this one did not move");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beatUntilClosed() {
    try {
      while (!closed.await(BEAT.toSeconds(), TimeUnit.SECONDS)) {
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      verify();
      NewFile.replace(path(lake, number), holder.getBytes(UTF_8), conf);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The claim of lake {} could not be renewed: {}", lake, e.getMessage());
    }
  }

  /** Gives the lake free. */
  @Override
  public void close() {
    closed.countDown();
    try {
      verify();
      NewFile.replace(path(lake, number), RELEASED.getBytes(UTF_8), conf);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The claim of lake {} was not given back: {}", lake, e.getMessage());
    } finally {
      lock.ifPresent(ProcessLock::close);
    }
  }

  private static List<FileStatus> earlier(String lake, Configuration conf) throws IOException {
    Path folder = new Path(lake, FOLDER);
    FileSystem files = folder.getFileSystem(conf);
    try {
      return new ArrayList<>(
          Arrays.asList(files.listStatus(folder, path -> !path.getName().equals(LOCK))));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * Who took the lock of a claim that says it is locked knows that its holder is no more. One that
   * does not say so may be of a night that won against another which had the lock at that moment.
   */
  private static boolean isFree(
      FileStatus claim, Configuration conf, Instant now, boolean isLockTaken) throws IOException {
    Instant beaten = Instant.ofEpochMilli(claim.getModificationTime());
    String text = read(claim, conf);
    return beaten.plus(STALE).isBefore(now)
        || text.equals(RELEASED)
        || (isLockTaken && text.endsWith(LOCKED));
  }

  private static String read(FileStatus claim, Configuration conf) throws IOException {
    Path path = claim.getPath();
    try (var in = path.getFileSystem(conf).open(path)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static long number(FileStatus claim) {
    return Long.parseLong(claim.getPath().getName());
  }

  private static Path path(String lake, long number) {
    return new Path(new Path(lake, FOLDER), "%012d".formatted(number));
  }
}
