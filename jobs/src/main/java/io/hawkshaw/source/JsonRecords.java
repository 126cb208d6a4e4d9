package io.hawkshaw.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Cuts a stream of JSON into records without understanding them: the elements of an array under one
 * of some names ({@code {"Records":[…]}}), else each object of the stream, whether on lines of
 * their own or one behind another.
 *
 * <p>It only counts brackets outside of strings, at the speed of a byte loop. Since each record is
 * then parsed on its own, a bad one costs none of its neighbours, its text is at hand for the
 * rejects, and no more than one record is ever in memory.
 */
final class JsonRecords implements Iterator<JsonRecords.Piece> {
  private static final int CHUNK = 1 << 16;

  /** Longest name of an array that is looked at. */
  private static final int MAX_NAME = 32;

  /** What a piece of the stream is. */
  enum Kind {
    /** A JSON object, by its brackets. */
    OBJECT,
    /** An element that is no object: a string, a number, an array. */
    OTHER,
    /** An object longer than the bound; only its beginning is kept. */
    TOO_LONG,
    /** An object, or an array of records, that the stream ends within. */
    CUT_OFF
  }

  /**
   * A piece of the stream.
   *
   * @param buffer holds it; valid until the next piece is asked for
   * @param wrapper beginning of the object around its array, up to the array's bracket, the same
   *     for all of the array; null for a piece that stands alone
   */
  @SuppressWarnings("ArrayRecordComponent") // A view of the buffer: never compared, never kept.
  record Piece(long position, Kind kind, byte[] buffer, int length, byte[] wrapper) {
    /** Its text, up to a number of bytes. */
    String text(int maxBytes) {
      return new String(buffer, 0, Math.min(length, maxBytes), StandardCharsets.UTF_8);
    }
  }

  private final InputStream in;
  private final Set<String> arrays;
  private final int maxBytes;

  private final byte[] chunk = new byte[CHUNK];
  private int chunkLength;
  private int chunkAt;

  private byte[] piece = new byte[1 << 12];
  private int pieceLength;
  private long pieceBytes;

  private boolean inArray;
  private byte[] wrapper;
  private long position;
  private Piece next;

  /**
   * Cuts a stream.
   *
   * @param arrays names of top-level arrays whose elements are the records
   * @param maxBytes longer records are not kept
   */
  JsonRecords(InputStream in, Set<String> arrays, int maxBytes) {
    this.in = in;
    this.arrays = arrays;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        next = cut();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return next != null;
  }

  @Override
  public Piece next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Piece result = next;
    next = null;
    return result;
  }

  private Piece cut() throws IOException {
    while (true) {
      int c = read();
      if (c < 0) {
        return end();
      }
      if (inArray && c == ']') {
        inArray = false;
        wrapper = null;
        skipRestOfWrapper();
      } else if (c == '{') {
        Piece object = object();
        if (object != null) {
          return object;
        }
      } else if (!isBetween(c)) {
        return other(c);
      }
    }
  }

  /** Nothing more; but a wrapper whose array was never closed lost its end. */
  private Piece end() {
    if (!inArray) {
      return null;
    }
    inArray = false;
    start();
    return finish(Kind.CUT_OFF);
  }

  /** White space of JSON, separators, and the byte order mark. */
  private static boolean isBetween(int c) {
    boolean isSpace = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    return isSpace || c == ',' || c == 0xEF || c == 0xBB || c == 0xBF;
  }

  /**
   * Reads an object whose opening bracket was read. Null where it turned out to be the wrapper of
   * an array: the reader then stands behind the bracket of that array.
   */
  private Piece object() throws IOException {
    start();
    add('{');
    int depth = 1;
    boolean isString = false;
    int nameStart = -1;
    String name = null;
    while (depth > 0) {
      int c = read();
      if (c < 0) {
        inArray = false; // It is the record that was lost, not another one behind it.
        return finish(Kind.CUT_OFF);
      }
      add(c);
      if (isString) {
        if (c == '\\') {
          int escaped = read();
          if (escaped >= 0) {
            add(escaped);
          }
        } else if (c == '"') {
          isString = false;
          name = depth == 1 && !inArray ? name(nameStart) : null;
        }
      } else if (c == '"') {
        isString = true;
        nameStart = pieceLength;
      } else if (c == '{' || c == '[') {
        if (c == '[' && depth == 1 && name != null && arrays.contains(name)) {
          inArray = true;
          wrapper = Arrays.copyOf(piece, pieceLength);
          return null;
        }
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c != ':' && c > ' ') {
        name = null;
      }
    }
    return finish(Kind.OBJECT);
  }

  /** The text of the string that was just read; null where it is too long to be a name. */
  private String name(int start) {
    int length = pieceLength - 1 - start;
    return start < 0 || length < 0 || length > MAX_NAME
        ? null
        : new String(piece, start, length, StandardCharsets.UTF_8);
  }

  /** Reads what is no object, up to the next separator outside of strings and brackets. */
  private Piece other(int first) throws IOException {
    start();
    int depth = 0;
    boolean isString = false;
    int c = first;
    while (c >= 0) {
      add(c);
      if (isString) {
        if (c == '\\') {
          add(read());
        }
        isString = c != '"';
      } else if (c == '"') {
        isString = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      c = read();
      boolean isEnd = !isString && depth <= 0 && (c == ',' || c == ']' || c == '\n' || c == '{');
      if (isEnd) {
        chunkAt--; // The separator belongs to what follows.
        break;
      }
    }
    return finish(Kind.OTHER);
  }

  /** Skips what stands behind the array in its wrapper, up to the wrapper's closing bracket. */
  private void skipRestOfWrapper() throws IOException {
    int depth = 1;
    boolean isString = false;
    while (depth > 0) {
      int c = read();
      if (c < 0) {
        return;
      }
      if (isString) {
        if (c == '\\') {
          read();
        }
        isString = c != '"';
      } else if (c == '"') {
        isString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }

  private void start() {
    pieceLength = 0;
    pieceBytes = 0;
  }

  private void add(int c) {
    pieceBytes++;
    if (pieceLength < maxBytes) {
      if (pieceLength == piece.length) {
        piece = Arrays.copyOf(piece, Math.min(maxBytes, 2 * piece.length));
      }
      piece[pieceLength++] = (byte) c;
    }
  }

  private Piece finish(Kind kind) {
    Kind judged = kind == Kind.OBJECT && pieceBytes > maxBytes ? Kind.TOO_LONG : kind;
    return new Piece(position++, judged, piece, pieceLength, wrapper);
  }

  private int read() throws IOException {
    if (chunkAt == chunkLength) {
      chunkLength = in.read(chunk, 0, CHUNK);
      chunkAt = 0;
      if (chunkLength <= 0) {
        chunkLength = 0;
        return -1;
      }
    }
    return chunk[chunkAt++] & 0xFF;
  }
}
