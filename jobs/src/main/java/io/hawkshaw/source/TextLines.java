package io.hawkshaw.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a stream, each bounded: of a longer one only the beginning is kept. */
final class TextLines {
  private final InputStream in;
  private final int maxBytes;
  private final byte[] chunk = new byte[1 << 16];
  private int chunkLength;
  private int chunkAt;
  private byte[] line = new byte[256];
  private boolean isCut;

  TextLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The next line without its end, or null after the last. */
  String next() {
    int length = 0;
    boolean isAny = false;
    isCut = false;
    while (chunkAt < chunkLength || fill()) {
      isAny = true;
      int end = chunkAt;
      while (end < chunkLength && chunk[end] != '\n') {
        end++;
      }
      int kept = Math.min(end - chunkAt, maxBytes - length);
      isCut |= kept < end - chunkAt;
      if (length + kept > line.length) {
        line = Arrays.copyOf(line, Math.max(length + kept, 2 * line.length));
      }
      System.arraycopy(chunk, chunkAt, line, length, kept);
      length += kept;
      boolean isEnd = end < chunkLength;
      chunkAt = isEnd ? end + 1 : end;
      if (isEnd) {
        break;
      }
    }
    return isAny ? new String(line, 0, length, StandardCharsets.UTF_8) : null;
  }

  /** True where the line that was just returned was longer than the bound. */
  boolean isCut() {
    return isCut;
  }

  private boolean fill() {
    try {
      chunkLength = Math.max(0, in.read(chunk, 0, chunk.length));
      chunkAt = 0;
      return chunkLength > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
