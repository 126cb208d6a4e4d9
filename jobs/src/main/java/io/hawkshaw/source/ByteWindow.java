package io.hawkshaw.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window that slides over a stream. It keeps what was read since a mark, up to a bound, so that a
 * reader may look ahead and go back within it; memory never exceeds the bound by more than a chunk.
 *
 * <p>The fields are open to the one reader, whose loop is the hottest of raw reading.
 */
final class ByteWindow {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int maxKept;

  /** Holds the window; another array once it has grown. */
  byte[] bytes = new byte[2 * CHUNK];

  /** The mark. */
  int start;

  /** The next byte to read. */
  int at;

  /** Behind the last byte that the stream has given. */
  int end;

  private boolean isCut;
  private IOException failure;

  ByteWindow(InputStream in, int maxKept) {
    this.in = in;
    this.maxKept = Math.min(maxKept, Integer.MAX_VALUE / 2);
  }

  /** Forgets what stands before the next byte. */
  void mark() {
    start = at;
    isCut = false;
  }

  /** How many bytes are kept since the mark. */
  int kept() {
    return Math.min(at - start, maxKept);
  }

  /** How many bytes since the mark stand one behind another: all, unless some were forgotten. */
  int whole() {
    return isCut ? maxKept : at - start;
  }

  /** Whether more was read since the mark than is kept. */
  boolean isLong() {
    return isCut || at - start > maxKept;
  }

  /** Whether the next byte can only be had by forgetting others that were read since the mark. */
  boolean isFull() {
    return at == end && start == 0 && end == bytes.length && bytes.length == capacity();
  }

  /**
   * Sees to it that the next byte stands in the window.
   *
   * @return false where the stream has ended
   */
  boolean hasNext() throws IOException {
    if (at < end) {
      return true;
    }
    if (failure != null) {
      throw failure;
    }
    if (!hasRoom()) {
      isCut = true;
      at = start + maxKept;
      end = at;
    }
    return fill();
  }

  /**
   * The byte some way behind the mark, which may lie ahead; -1 where there is none. A stream that
   * fails there fails when the byte is read, not when it is looked at.
   */
  int peek(int offset) {
    try {
      while (start + offset >= end) {
        if (failure != null || !hasRoom() || !fill()) {
          return -1;
        }
      }
    } catch (IOException e) {
      failure = e;
      return -1;
    }
    return bytes[start + offset] & 0xFF;
  }

  private int capacity() {
    return Math.max(2 * CHUNK, maxKept + CHUNK);
  }

  private boolean hasRoom() {
    if (end < bytes.length) {
      return true;
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      at -= start;
      end -= start;
      start = 0;
      return true;
    }
    if (bytes.length < capacity()) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(capacity(), 2L * bytes.length));
      return true;
    }
    return false;
  }

  private boolean fill() throws IOException {
    int count = in.read(bytes, end, bytes.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }
}
