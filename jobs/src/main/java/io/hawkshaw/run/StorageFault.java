package io.hawkshaw.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.DiskChecker.DiskErrorException;
import org.apache.spark.SparkException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a store that does not answer, refuses, or is full from a file that is broken: the first is
 * for the operator and ends the night, which then reads the file the next time; the second is a
 * reject.
 */
public final class StorageFault {
  private static final List<Class<? extends Throwable>> KINDS =
      List.of(
          SdkException.class,
          AccessDeniedException.class,
          AccessControlException.class,
          SocketException.class,
          UnknownHostException.class,
          InterruptedIOException.class);

  /**
   * Where Java tells a full disk by: the words of the operating system for ENOSPC and EDQUOT.
   *
   * <p>https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/errno.h.html
   */
  private static final Pattern FULL =
      Pattern.compile("No space left on device|Disk quota exceeded");

  private StorageFault() {}

  /** True where a store's fault is the failure, or one of its causes. */
  public static boolean isIn(Throwable failure) {
    return isAny(failure, StorageFault::isOfStore);
  }

  /** True where the failure, or one of its causes, is that no room is left to write to. */
  public static boolean isFullDisk(Throwable failure) {
    return isAny(failure, StorageFault::isOfFullDisk);
  }

  /** A file that is not there is no fault of the store, though S3A gives its answer for a cause. */
  private static boolean isAny(Throwable failure, Predicate<Throwable> fault) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException) {
        return false;
      }
      if (fault.test(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfStore(Throwable one) {
    return KINDS.stream().anyMatch(kind -> kind.isInstance(one)) || isOfFullDisk(one);
  }

  /** Of what failed in a task of another machine Spark keeps the words alone. */
  private static boolean isOfFullDisk(Throwable one) {
    boolean isOfDisk =
        one instanceof IOException || one instanceof FSError || one instanceof SparkException;
    return one instanceof DiskErrorException
        || (isOfDisk && one.getMessage() != null && FULL.matcher(one.getMessage()).find());
  }

  /** The failure among the causes that says most about the store: the first that is its fault. */
  static Throwable of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable one = cause;
      boolean isNamed = one instanceof IOException || one instanceof SdkException;
      if (isNamed && isIn(one)) {
        return one;
      }
    }
    return failure;
  }
}
