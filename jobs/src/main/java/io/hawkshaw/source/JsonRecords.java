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
 * Cuts a stream of JSON into records without understanding them. The records are the elements of an
 * array under one of some names ({@code {"Records":[…]}}), those of an array that stands alone,
 * else each object of the stream, whether on lines of their own or one behind another. Since each
 * record is then parsed on its own, a bad one costs none of its neighbours, its text is at hand for
 * the rejects, and no more than one record is ever in memory.
 *
 * <p>An array that stands alone begins the stream or a line; elsewhere a bracket is what is left of
 * a broken record.
 *
 * <p>Where a record is broken, so that its brackets no longer tell its end, the next one is found
 * again by what JSON forbids and by how records begin:
 *
 * <ul>
 *   <li>Outside of an array, a bracket at the beginning of a line begins a record. Strings of JSON
 *       hold no line break, and what prints one object over many lines indents those of its inside.
 *       Where it does not, so that the first bracket stands alone on its line, a bracket that JSON
 *       allows at that place belongs to the object.
 *   <li>Else the next record is where an object begins with the name that the first one began with,
 *       in an array behind a comma. It is looked for only in what is known to be broken, so whole
 *       records are never cut, whatever they hold.
 * </ul>
 */
final class JsonRecords implements Iterator<JsonRecords.Piece> {
  /** Longest name that is looked at. */
  private static final int MAX_NAME = 64;

  /** What a piece of the stream is. */
  enum Kind {
    /** A JSON object, by its brackets. */
    OBJECT,
    /**
     * What is no object: a string, a number, an array, the rest of a record that ended too soon.
     */
    OTHER,
    /** An object longer than the bound; only its beginning is kept. */
    TOO_LONG,
    /** An object that the next one begins within. */
    HALF,
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

  private final ByteWindow window;
  private final JsonScan scan;
  private final Set<String> arrays;

  private byte[] piece = new byte[1 << 12];
  private long position;
  private Piece next;

  private boolean inArray;
  private byte[] wrapper;
  private boolean isOnNewLine;
  private boolean isBehindComma;
  private boolean isFirst;

  /** The first name of the first record, by which others are found again. */
  private String opening;

  /**
   * Cuts a stream.
   *
   * @param arrays names of top-level arrays whose elements are the records
   * @param maxBytes longer records are not kept
   */
  JsonRecords(InputStream in, Set<String> arrays, int maxBytes) {
    this.window = new ByteWindow(in, maxBytes);
    this.scan = new JsonScan(window);
    this.arrays = arrays;
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
    isOnNewLine = false;
    isBehindComma = false;
    while (window.hasNext()) {
      int c = window.bytes[window.at];
      Piece found = null;
      if (isBetween(c)) {
        isOnNewLine |= c == '\n';
        isBehindComma |= c == ',';
        window.at++;
      } else if (c == '{' && isWrapperInArray()) {
        leaveArray();
        window.mark();
        found = finish(Kind.HALF);
      } else if (c == '{') {
        window.mark();
        window.at++;
        found = object(scan.fromBracket(this::isNamed, !inArray));
      } else if (c == '[' && !inArray && (position == 0 || isOnNewLine)) {
        window.at++;
        enterArray(null);
      } else if (c == ']' && inArray) {
        window.at++;
        inArray = false;
        found = wrapper == null ? null : restOfWrapper();
      } else {
        found = other();
      }
      if (found != null) {
        return found;
      }
    }
    return end();
  }

  /** White space of JSON, separators, and the byte order mark. */
  private static boolean isBetween(int c) {
    boolean isSpace = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    return isSpace || c == ',' || c == (byte) 0xEF || c == (byte) 0xBB || c == (byte) 0xBF;
  }

  /** Half an element may have taken the end of its array for its own: then a wrapper follows. */
  private boolean isWrapperInArray() {
    if (!inArray || isBehindComma || isFirst) {
      return false;
    }
    window.mark();
    return arrays.contains(String.valueOf(nameAt(0)));
  }

  private void enterArray(byte[] around) {
    inArray = true;
    wrapper = around;
    opening = null;
    isFirst = true;
  }

  private void leaveArray() {
    inArray = false;
    wrapper = null;
  }

  /** Nothing more; but an array that was never closed lost its end. */
  private Piece end() {
    if (!inArray) {
      return null;
    }
    leaveArray();
    window.mark();
    return finish(Kind.CUT_OFF);
  }

  /** What the reading of an object came to; null where it is the wrapper of an array. */
  private Piece object(JsonScan.End end) throws IOException {
    switch (end) {
      case ARRAY -> {
        byte[] read = window.bytes;
        enterArray(Arrays.copyOfRange(read, window.start, window.start + window.kept()));
        return null;
      }
      case CLOSED -> {
        if (isPlausible() || !goBackToNext()) {
          opening = opening == null ? nameAt(0) : opening;
          return finish(Kind.OBJECT);
        }
        return finish(Kind.HALF);
      }
      case BROKEN -> {
        return finish(goBackToNext() ? Kind.HALF : findEnd());
      }
      case NEXT -> {
        goBackToNext();
        return finish(Kind.HALF);
      }
      default -> {
        boolean isFound = goBackToNext();
        inArray &= isFound; // It is the record that was lost, not another one behind it.
        return finish(isFound ? Kind.HALF : Kind.CUT_OFF);
      }
    }
  }

  /**
   * Reads what stands behind an array in its wrapper. That is no record, but may be another array
   * of records, or what is left of a wrapper in whose place the next record begins.
   */
  private Piece restOfWrapper() throws IOException {
    window.mark();
    JsonScan.End end = scan.behindArray(this::isNamed);
    if (end == JsonScan.End.ARRAY) {
      enterArray(wrapper);
      return null;
    }
    wrapper = null;
    if (end != JsonScan.End.BROKEN && end != JsonScan.End.NEXT) {
      return null;
    }
    boolean isFound = goBackToNext() || end == JsonScan.End.NEXT;
    Kind kind = isFound ? Kind.HALF : findEnd();
    return window.kept() == 0 ? null : finish(kind);
  }

  /** Whether what follows an element of an array may follow one; outside of arrays all may. */
  private boolean isPlausible() {
    if (!inArray) {
      return true;
    }
    int follows = window.peek(behindSpace(window.at - window.start));
    return follows == ',' || follows == ']';
  }

  /**
   * Goes back, within an object that is broken, to where the next one begins.
   *
   * @return false where none is found, and nothing was changed
   */
  private boolean goBackToNext() {
    int whole = window.whole();
    for (int offset = 1; offset < whole; offset++) {
      if (isBeginning(offset)) {
        window.at = window.start + offset;
        leaveArrayForWrapper();
        return true;
      }
    }
    return false;
  }

  /** Reads on, within an object that is broken, to its end or to where the next one begins. */
  private Kind findEnd() throws IOException {
    int depth = scan.depth();
    boolean isString = scan.isInString();
    while (window.hasNext()) {
      int c = window.bytes[window.at];
      if (c == '{' && isBeginning(window.at - window.start)) {
        leaveArrayForWrapper();
        return Kind.HALF;
      }
      window.at++;
      if (isString && c == '\\' && window.hasNext()) {
        window.at++;
      } else if (c == '"') {
        isString = !isString;
      } else if (c == '\n') {
        isString = false;
      } else if (!isString) {
        depth += JsonScan.deeper(c);
        if (depth <= 0 && JsonScan.deeper(c) < 0 && isEnd()) {
          return Kind.OBJECT;
        }
      }
    }
    leaveArray();
    return Kind.CUT_OFF;
  }

  /** Whether what follows is what follows a record. */
  private boolean isEnd() {
    int offset = window.at - window.start;
    int follows = window.peek(behindSpace(offset));
    if (!inArray) {
      return follows < 0 || follows == '{' || window.peek(offset) == '\n';
    }
    int further = window.peek(behindSpace(behindSpace(offset) + 1));
    return follows == ']' || (follows == ',' && further == '{');
  }

  /** Whether the next record begins at an offset of what is known to be broken. */
  private boolean isBeginning(int offset) {
    if (window.peek(offset) != '{') {
      return false;
    }
    boolean isOnLine = offset > 0 && window.peek(offset - 1) == '\n';
    if (!inArray && (isOnLine || isOnNewLine)) {
      return isOnLine;
    }
    String name = nameAt(offset);
    if (name == null) {
      return false;
    }
    int before = before(offset);
    int follows = before < 0 ? -1 : window.peek(before);
    if (arrays.contains(name)) {
      return isOnLine || follows == '}';
    }
    String known = opening == null ? nameAt(0) : opening;
    boolean isLikeOthers = known == null || arrays.contains(known) || name.equals(known);
    return isLikeOthers && (!inArray || follows == ',');
  }

  /** A wrapper that begins within a broken element is no element. */
  private void leaveArrayForWrapper() {
    if (inArray && arrays.contains(String.valueOf(nameAt(window.at - window.start)))) {
      leaveArray();
    }
  }

  private boolean isNamed(int from, int to) {
    return to - from <= MAX_NAME
        && arrays.contains(
            new String(window.bytes, window.start + from, to - from, StandardCharsets.UTF_8));
  }

  /** The first name of the object at an offset; null where no name follows its bracket. */
  private String nameAt(int offset) {
    int from = behindSpace(offset + 1);
    if (window.peek(from) != '"') {
      return null;
    }
    int to = from + 1;
    for (int c = window.peek(to); c != '"'; c = window.peek(to)) {
      if (c < ' ' || c == '\\' || to - from > MAX_NAME) {
        return null;
      }
      to++;
    }
    boolean isName = window.peek(behindSpace(to + 1)) == ':';
    return isName
        ? new String(window.bytes, window.start + from + 1, to - from - 1, StandardCharsets.UTF_8)
        : null;
  }

  private int behindSpace(int offset) {
    int behind = offset;
    while (isSpace(window.peek(behind))) {
      behind++;
    }
    return behind;
  }

  /** The offset of the last sign before another that is no space; -1 where there is none. */
  private int before(int offset) {
    int before = offset - 1;
    while (before >= 0 && isSpace(window.peek(before))) {
      before--;
    }
    return before;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /**
   * Reads what is no object: in an array up to the next separator; at the top up to the end of the
   * line. What begins with a name is the rest of a record that ended too soon, and ends with it.
   */
  private Piece other() throws IOException {
    window.mark();
    int depth = 0;
    boolean isString = false;
    boolean hasName = false;
    int last = 0;
    while (window.hasNext()) {
      int c = window.bytes[window.at];
      if (c == '{' && isBeginning(window.at - window.start)) {
        leaveArrayForWrapper();
        break;
      }
      if (c == '{' && begins(isString, depth, last)) {
        break;
      }
      if (c == '\n' ? !inArray : !isString && depth <= 0 && isSeparator(c, hasName)) {
        break;
      }
      window.at++;
      if (isString && c == '\\' && window.hasNext()) {
        window.at++;
      } else if (c == '"') {
        isString = !isString;
      } else if (!isString) {
        hasName |= c == ':' && depth <= 0;
        depth += JsonScan.deeper(c);
        last = isSpace(c) ? last : c;
        if (inArray && depth < 0) {
          break;
        }
      }
    }
    return finish(Kind.OTHER);
  }

  /** Whether an object may begin behind what is no object. */
  private boolean begins(boolean isString, int depth, int last) {
    return !isString && depth <= 0 && (inArray ? last == ',' : last != ':');
  }

  private boolean isSeparator(int c, boolean hasName) {
    return (c == ',' && !hasName) || (c == ']' && inArray);
  }

  private Piece finish(Kind kind) {
    isFirst = false;
    boolean isTooLong = kind == Kind.OBJECT && window.isLong();
    int length = window.kept();
    if (length > piece.length) {
      piece = new byte[Math.max(length, 2 * piece.length)];
    }
    System.arraycopy(window.bytes, window.start, piece, 0, length);
    return new Piece(position++, isTooLong ? Kind.TOO_LONG : kind, piece, length, wrapper);
  }
}
