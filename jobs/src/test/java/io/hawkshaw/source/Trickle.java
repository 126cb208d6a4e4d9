package io.hawkshaw.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A stream that gives no more than a few bytes a read, as a slow network does. */
final class Trickle extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int most;

  Trickle(byte[] bytes, int most) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.most = most;
  }

  @Override
  public int read() {
    return bytes.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    return bytes.read(into, offset, Math.min(length, most));
  }
}
