package io.hawkshaw.source.columnar;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** Of one text of the records of each group, the few smallest distinct ones. */
final class Samples {
  /** What a text takes besides its bytes. */
  private static final int OBJECTS = 48;

  private final int limit;
  private UTF8String[] texts = new UTF8String[0];
  private long bytes;

  /**
   * No texts yet.
   *
   * @param limit how many are kept of each group
   */
  Samples(int limit) {
    this.limit = limit;
  }

  /** Adds the text of a record, which is copied if it is kept; null is none. */
  void add(int group, UTF8String text) {
    if (text == null) {
      return;
    }
    int first = group * limit;
    if (first + limit > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(2 * texts.length, first + limit));
    }
    int place = first;
    int order = -1;
    while (place < first + limit && texts[place] != null) {
      order = text.binaryCompare(texts[place]);
      if (order <= 0) {
        break;
      }
      place++;
    }
    boolean isKnown = place < first + limit && texts[place] != null && order == 0;
    if (place < first + limit && !isKnown) {
      insert(first, place, text.clone());
    }
  }

  private void insert(int first, int place, UTF8String text) {
    int last = first + limit - 1;
    bytes += text.numBytes() + OBJECTS;
    if (texts[last] != null) {
      bytes -= texts[last].numBytes() + OBJECTS;
    }
    System.arraycopy(texts, place, texts, place + 1, last - place);
    texts[place] = text;
  }

  /** The texts of a group, in the order of their bytes. */
  UTF8String[] of(int group) {
    int first = Math.min(group * limit, texts.length);
    int end = first;
    while (end < Math.min(first + limit, texts.length) && texts[end] != null) {
      end++;
    }
    return Arrays.copyOfRange(texts, first, end);
  }

  /** Bytes of all texts, their objects included. */
  long bytes() {
    return bytes;
  }
}
