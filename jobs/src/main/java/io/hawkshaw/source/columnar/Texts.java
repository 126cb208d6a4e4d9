package io.hawkshaw.source.columnar;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** The distinct texts of a task, numbered from 1 as they come; 0 is null. */
public final class Texts {
  /** The number of no text. */
  public static final int NULL = 0;

  private static final int FIRST_CAPACITY = 1 << 10;

  private UTF8String[] texts = new UTF8String[FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int[] slots = new int[2 * FIRST_CAPACITY];
  private int size;
  private long bytes;

  /** The number of a text, of which a copy is kept when it comes for the first time. */
  public int number(UTF8String text) {
    if (text == null) {
      return NULL;
    }
    int hash = text.hashCode();
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      int number = slots[slot];
      if (hashes[number] == hash && texts[number].equals(text)) {
        return number;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(text.clone(), hash, slot);
  }

  /** The number of a text. */
  public int number(String text) {
    return number(UTF8String.fromString(text));
  }

  private int add(UTF8String text, int hash, int slot) {
    size++;
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    texts[size] = text;
    hashes[size] = hash;
    slots[slot] = size;
    bytes += text.numBytes();
    if (2 * size >= slots.length) {
      spread();
    }
    return size;
  }

  private void spread() {
    slots = new int[2 * slots.length];
    for (int number = 1; number <= size; number++) {
      int slot = hashes[number] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number;
    }
  }

  /** The text with a number; null for {@link #NULL}. */
  public UTF8String text(int number) {
    return texts[number];
  }

  /** Bytes of all texts together. */
  public long bytes() {
    return bytes;
  }

  /** Forgets all texts. */
  public void forget() {
    texts = new UTF8String[FIRST_CAPACITY];
    hashes = new int[FIRST_CAPACITY];
    slots = new int[2 * FIRST_CAPACITY];
    size = 0;
    bytes = 0;
  }
}
