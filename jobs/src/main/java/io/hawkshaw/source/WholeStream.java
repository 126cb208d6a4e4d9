package io.hawkshaw.source;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.apache.hadoop.fs.ChecksumException;

/**
 * A file as it is stored, which ends no sooner than its listing says. Where a connection ends, S3A
 * tells the end of the file, or what can be told of a broken file too: the rest of the records
 * would be lost, and the file would count as read. What fails below the unpacking is the store's
 * fault, but for a file that is gone or has a false checksum.
 */
final class WholeStream extends FilterInputStream {
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
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(buffer, offset, length);
    } catch (FileNotFoundException | ChecksumException e) {
      throw e;
    } catch (IOException e) {
      throw cutOff(e);
    }
    if (read < 0 && position < bytes) {
      throw cutOff(null);
    }
    position += Math.max(0, read);
    return read;
  }

  private InterruptedIOException cutOff(IOException cause) {
    InterruptedIOException cutOff =
        new InterruptedIOException(
            "the store sent %,d of %,d bytes of a file".formatted(position, bytes));
    cutOff.initCause(cause);
    return cutOff;
  }

  /** Nobody skips what is unpacked; what is read for it is counted. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
