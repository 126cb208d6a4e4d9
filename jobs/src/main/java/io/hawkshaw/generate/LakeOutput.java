package io.hawkshaw.generate;

import io.hawkshaw.generate.Tally.Delivery;
import java.io.Closeable;
import java.io.IOException;

/** Where one slice of a lake goes in one format. */
interface LakeOutput extends Closeable {
  /** Writes events, which come in the order of their times. */
  void write(Events events, Delivery delivery) throws IOException;
}
