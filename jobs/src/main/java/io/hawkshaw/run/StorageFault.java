package io.hawkshaw.run;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.security.AccessControlException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a store that does not answer, or refuses to, from a file that is broken: the first is for
 * the operator and ends the night, which then reads the file the next time; the second is a reject.
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

  private StorageFault() {}

  /** True where a store's fault is the failure, or one of its causes. */
  public static boolean isIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable one = cause;
      if (KINDS.stream().anyMatch(kind -> kind.isInstance(one))) {
        return true;
      }
    }
    return false;
  }

  /** The failure among the causes that says most about the store: the first that is its fault. */
  static Throwable of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable one = cause;
      boolean isNamed = one instanceof java.io.IOException || one instanceof SdkException;
      if (isNamed && isIn(one)) {
        return one;
      }
    }
    return failure;
  }
}
