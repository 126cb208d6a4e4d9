package io.hawkshaw.source;

import io.hawkshaw.run.Settings;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Iterator;

/** How the records of a raw file are found and understood. */
interface RawFormat extends Serializable {
  /**
   * The records of one file, one after another, as the caller asks for them. A record that is not
   * understood is an outcome like any other; only a stream that cannot be read on throws, as {@link
   * java.io.UncheckedIOException}.
   *
   * @param unpacked content of the file, decompressed
   */
  Iterator<Outcome> read(InputStream unpacked, InputFile file, Settings.Reading limits);
}
