package io.hawkshaw.source;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.apache.hadoop.fs.ChecksumException;

/**
 * The bytes of a file as a store sends them. What fails here, below all unpacking and parsing, is
 * the store's fault, but for a file that is gone or has a false checksum: each client of a store
 * tells it by an exception of its own.
 */
class StoreStream extends FilterInputStream {
  StoreStream(InputStream stored) {
    super(stored);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (FileNotFoundException | ChecksumException e) {
      throw e;
    } catch (IOException e) {
      throw cutOff(e);
    }
  }

  /** The failure of a connection that ended before the file did. */
  final InterruptedIOException cutOff(IOException cause) {
    InterruptedIOException cutOff = new InterruptedIOException("the store sent " + sent());
    cutOff.initCause(cause);
    return cutOff;
  }

  /** What came, in words. */
  String sent() {
    return "a file in part";
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
