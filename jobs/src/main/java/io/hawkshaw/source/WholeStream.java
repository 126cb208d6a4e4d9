package io.hawkshaw.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file as it is stored, which ends no sooner than its listing says. Where a connection ends, S3A
 * tells the end of the file, or what can be told of a broken file too: the rest of the records
 * would be lost, and the file would count as read.
 */
final class WholeStream extends StoreStream {
  private final long bytes;
  private long position;

  /**
   * A stream of a file.
   *
   * @param bytes its size by the listing
   */
  WholeStream(InputStream stored, long bytes) {
    super(stored);
    this.bytes = bytes;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0 && position < bytes) {
      throw cutOff(null);
    }
    position += Math.max(0, read);
    return read;
  }

  @Override
  String sent() {
    return "%,d of %,d bytes of a file".formatted(position, bytes);
  }

  /** Nobody skips what is unpacked; what is read for it is counted. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }
}
