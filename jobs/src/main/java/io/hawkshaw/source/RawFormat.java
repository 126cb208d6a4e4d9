package io.hawkshaw.source;

import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.ReadingSettings;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/** How the records of a raw file are found and understood. */
interface RawFormat extends Serializable {
  /** The format whose records are asked for rules, as far as there are rules of its log. */
  default RawFormat asked(EventRules rules) {
    return this;
  }

  /**
   * The records of one file, one after another, as the caller asks for them. A record that is not
   * understood is an outcome like any other; only a stream that cannot be read on throws, as {@link
   * java.io.UncheckedIOException}.
   *
   * @param unpacked content of the file, decompressed
   */
  Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits);

  /** Schema of the rows of the outcomes, in the words of the log itself. */
  StructType words();

  /** What copies of a record share, made from {@link #words()}, for records that tell no id. */
  default Column id() {
    return lit(null).cast("string");
  }

  /**
   * Whether records alike in these words are taken together before they are understood: they are
   * where few words tell a record from the next, but to understand one is dear. The words then have
   * the fields that the table measures, under the same names.
   */
  default boolean isGroupedInWords() {
    return false;
  }

  /** The record of the table that is fed, made from {@link #words()}. */
  Column toRecord();
}
