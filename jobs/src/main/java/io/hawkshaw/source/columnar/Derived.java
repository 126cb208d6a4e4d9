package io.hawkshaw.source.columnar;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.spark.unsafe.types.UTF8String;

/** A number that follows from a text: it is found once for each text. */
public final class Derived {
  private final Texts texts;
  private final ToIntFunction<UTF8String> function;
  private int[] values = new int[0];
  private boolean[] isKnown = new boolean[0];

  /** What follows from texts. */
  public Derived(Texts texts, ToIntFunction<UTF8String> function) {
    this.texts = texts;
    this.function = function;
  }

  /** What follows from the text with a number, which is not {@link Texts#NULL}. */
  public int of(int number) {
    if (number >= values.length) {
      values = Arrays.copyOf(values, 2 * number + 1);
      isKnown = Arrays.copyOf(isKnown, values.length);
    }
    if (!isKnown[number]) {
      values[number] = function.applyAsInt(texts.text(number));
      isKnown[number] = true;
    }
    return values[number];
  }

  /** Forgets the texts, whose numbers others will have. */
  public void forget() {
    Arrays.fill(isKnown, false);
  }
}
