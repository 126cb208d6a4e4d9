package io.hawkshaw.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Unpacks a file of gzip members one behind another, as RFC 1952 has them. Java's own stream takes
 * bytes that are no member for the end and says nothing, and others forget, when they meet a fault,
 * what they had unpacked before it; this one gives every byte first and then throws.
 */
final class GzipMembers extends InputStream {
  private static final int SIZE = 1 << 16;
  private static final int DEFLATED = 8;

  /** Bits of the header's flags. */
  private static final int HAS_CHECKSUM = 2;

  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final PushbackInputStream in;
  private final CRC32 checksum = new CRC32();
  private long bytes;
  private Member member;

  /** The packed content of one member, without what stands around it. */
  private static final class Member extends InflaterInputStream {
    Member(InputStream in) {
      super(in, new Inflater(true), SIZE);
    }

    /** Gives back what was read beyond the end. */
    void end(PushbackInputStream source) throws IOException {
      source.unread(buf, len - inf.getRemaining(), inf.getRemaining());
      inf.end();
    }
  }

  /** Unpacks a stream that begins with a member. */
  GzipMembers(InputStream packed) throws IOException {
    in = new PushbackInputStream(packed, SIZE);
    begin();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (member != null && length > 0) {
      int count = member.read(into, offset, length);
      if (count > 0) {
        checksum.update(into, offset, count);
        bytes += count;
        return count;
      }
      end();
    }
    return member == null ? -1 : 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void begin() throws IOException {
    if (next() != 0x1f || next() != 0x8b || next() != DEFLATED) {
      throw new IOException("no gzip");
    }
    int flags = next();
    in.skipNBytes(6); // Time, level and system.
    if ((flags & HAS_EXTRA) != 0) {
      in.skipNBytes(number(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_CHECKSUM) != 0) {
      in.skipNBytes(2);
    }
    member = new Member(in);
    checksum.reset();
    bytes = 0;
  }

  /** Checks the member that was read, and begins the next one. */
  private void end() throws IOException {
    member.end(in);
    member = null;
    if (number(4) != checksum.getValue() || number(4) != (bytes & 0xFFFFFFFFL)) {
      throw new IOException("the gzip checksum is false");
    }
    int first = in.read();
    if (first >= 0) {
      in.unread(first);
      begin();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // Up to its end.
    }
  }

  /** A number of some bytes, the least first. */
  private long number(int length) throws IOException {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number |= (long) next() << (8 * i);
    }
    return number;
  }

  private int next() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }
}
