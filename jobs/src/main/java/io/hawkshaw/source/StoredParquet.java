package io.hawkshaw.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file in a store. Parquet asks for no bytes beyond the length of a file: that they end
 * is the store's fault, too.
 *
 * @param file the file
 */
record StoredParquet(InputFile file) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return file.getLength();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    SeekableInputStream stored = file.newStream();
    return new DelegatingSeekableInputStream(new Bytes(stored)) {
      @Override
      public long getPos() throws IOException {
        return stored.getPos();
      }

      @Override
      public void seek(long position) throws IOException {
        stored.seek(position);
      }
    };
  }

  private static final class Bytes extends StoreStream {
    private Bytes(InputStream stored) {
      super(stored);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read < 0) {
        throw cutOff(null);
      }
      return read;
    }
  }
}
