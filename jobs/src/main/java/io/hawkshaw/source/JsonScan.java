package io.hawkshaw.source;

import java.io.IOException;

/**
 * Reads over one JSON object, at the speed of a byte loop. It knows as much of JSON as it takes to
 * see that brackets can no longer be trusted: which sign may follow which, and which bracket closes
 * which. What stands in strings and whether numbers are numbers is left to the parser.
 */
final class JsonScan {
  /** What the reading of an object came to. */
  enum End {
    /** Its last bracket was read. */
    CLOSED,
    /** The bracket of a named array of records was read. */
    ARRAY,
    /** It is no JSON; the sign that shows it is the next byte. */
    BROKEN,
    /** Another object begins at the next byte. */
    NEXT,
    /** The stream ended. */
    STREAM_END
  }

  /** Says whether the name between two offsets of the window is that of an array of records. */
  interface Names {
    boolean contains(int from, int to);
  }

  /** Deeper brackets are only counted; Jackson refuses them. */
  private static final int MAX_DEPTH = 1024;

  /** Stands for a scalar among the signs. */
  private static final int SCALAR = 'v';

  private final ByteWindow window;
  private final byte[] open = new byte[MAX_DEPTH];
  private int depth;
  private int last;
  private int nameFrom;
  private int nameTo;
  private boolean isInString;

  JsonScan(ByteWindow window) {
    this.window = window;
  }

  /** How many brackets were open at the end. */
  int depth() {
    return depth;
  }

  /** Whether the end stood in a string. */
  boolean isInString() {
    return isInString;
  }

  /** How a sign changes the number of open brackets. */
  static int deeper(int c) {
    return switch (c) {
      case '{', '[' -> 1;
      case '}', ']' -> -1;
      default -> 0;
    };
  }

  /**
   * Reads an object whose bracket was just read.
   *
   * @param isAtTop whether it stands at the top of the stream: it may be a wrapper, and the next
   *     one may begin on a line
   */
  End fromBracket(Names arrays, boolean isAtTop) throws IOException {
    last = '{';
    return run(arrays, isAtTop);
  }

  /** Reads on in an object one of whose arrays was just closed. */
  End behindArray(Names arrays) throws IOException {
    last = ']';
    return run(arrays, true);
  }

  private End run(Names arrays, boolean isAtTop) throws IOException {
    depth = 1;
    open[0] = '{';
    isInString = false;
    while (hasNext()) {
      int c = window.bytes[window.at];
      switch (c) {
        case ' ', '\t', '\r' -> window.at++;
        case '\n' -> {
          window.at++;
          if (isAtTop && isNext()) {
            return End.NEXT;
          }
        }
        case '"' -> {
          if (!mayBeginValue() && last != '{') {
            return End.BROKEN;
          }
          nameFrom = window.at + 1 - window.start;
          window.at++;
          if (!skipString()) {
            return window.at < window.end ? End.BROKEN : out();
          }
          nameTo = window.at - 1 - window.start;
          last = c;
        }
        case '{', '[' -> {
          if (c == '{' ? !mayOpen() : !mayBeginValue()) {
            return End.BROKEN;
          }
          window.at++;
          if (c == '[' && depth == 1 && isAtTop && isArray(arrays)) {
            return End.ARRAY;
          }
          push(c);
        }
        case '}', ']' -> {
          if (!mayClose(c)) {
            return End.BROKEN;
          }
          window.at++;
          last = c;
          if (--depth == 0) {
            return End.CLOSED;
          }
        }
        case ',', ':' -> {
          if (!isBehindValue() || (c == ':' && last != '"')) {
            return End.BROKEN;
          }
          window.at++;
          last = c;
        }
        default -> {
          if (last != SCALAR && !mayBeginValue()) {
            return End.BROKEN;
          }
          window.at++;
          last = SCALAR;
        }
      }
    }
    return out();
  }

  private boolean hasNext() throws IOException {
    return !window.isFull() && window.hasNext();
  }

  /** An object that does not end within the window may be one that the next one begins within. */
  private End out() {
    return window.isFull() ? End.BROKEN : End.STREAM_END;
  }

  private void push(int c) {
    if (depth < MAX_DEPTH) {
      open[depth] = (byte) c;
    }
    depth++;
    last = c;
  }

  private boolean mayBeginValue() {
    return last == ':' || last == ',' || last == '[';
  }

  /** An object has names behind its commas, not other objects. */
  private boolean mayOpen() {
    boolean isElement = depth > MAX_DEPTH || open[depth - 1] == '[';
    return last == ':' || (isElement && (last == ',' || last == '['));
  }

  private boolean mayClose(int c) {
    boolean isPair = depth > MAX_DEPTH || open[depth - 1] == (c == '}' ? '{' : '[');
    return isPair && last != ':';
  }

  private boolean isBehindValue() {
    return last == '"' || last == SCALAR || last == '}' || last == ']';
  }

  private boolean isArray(Names arrays) {
    return last == ':' && !window.isLong() && arrays.contains(nameFrom, nameTo);
  }

  /** Whether an object begins on this new line that is no part of the one being read. */
  private boolean isNext() {
    if (window.peek(window.at - window.start) != '{') {
      return false;
    }
    int first = window.peek(1) == '\r' ? window.peek(2) : window.peek(1);
    return first != '\n' || !mayOpen();
  }

  /** Reads to behind the closing quote; false where a line or the stream ends before. */
  private boolean skipString() throws IOException {
    isInString = true;
    while (hasNext()) {
      byte[] bytes = window.bytes;
      int end = window.end;
      int i = window.at;
      while (i < end && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] != '\n') {
        i++;
      }
      window.at = i;
      if (i < end) {
        if (bytes[i] == '\n') {
          return false;
        }
        window.at++;
        if (bytes[i] == '"') {
          isInString = false;
          return true;
        }
        if (hasNext() && window.bytes[window.at] != '\n') {
          window.at++;
        }
      }
    }
    return false;
  }
}
