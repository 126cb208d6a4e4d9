package io.hawkshaw.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The content of a raw file, unpacked as often as it was packed, and bounded. Firehose packs what
 * CloudWatch Logs hands it packed already, so gzip may stand within gzip, and members of gzip one
 * behind another.
 */
final class Unpacked {
  private static final int BUFFER = 1 << 16;

  /** How often gzip may stand within gzip; deeper there is no log. */
  private static final int MOST_LAYERS = 2;

  private Unpacked() {}

  /**
   * Unpacks a stream.
   *
   * @param maxBytes what is longer, on whatever layer, ends in an IOException there
   */
  static InputStream of(InputStream stored, long maxBytes) throws IOException {
    Peeking layer = new Peeking(new BufferedInputStream(new Bounded(stored, maxBytes), BUFFER));
    for (int i = 0; i < MOST_LAYERS && layer.isGzip(); i++) {
      layer = new Peeking(new Bounded(new GzipMembers(layer), maxBytes));
    }
    return layer;
  }

  /** A stream whose next bytes can be looked at. */
  private static final class Peeking extends PushbackInputStream {
    Peeking(InputStream in) {
      super(in, 2);
    }

    /** By its first bytes, not by its name: uploads lose and gain suffixes. */
    boolean isGzip() throws IOException {
      byte[] magic = readNBytes(2);
      unread(magic);
      return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }
  }

  /** Ends a stream that grows beyond any real file, such as a gzip bomb. */
  private static final class Bounded extends FilterInputStream {
    private final long bound;
    private long left;

    Bounded(InputStream in, long bound) {
      super(in);
      this.bound = bound;
      this.left = bound;
    }

    /** So that a buffer above does not read on, fail, and forget what it has. */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        if (in.read() < 0) {
          return -1;
        }
        throw new IOException("more than " + bound + " bytes unpacked (reading.max-file-bytes)");
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
