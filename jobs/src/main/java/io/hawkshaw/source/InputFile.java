package io.hawkshaw.source;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A file of an input, as listed: what its path and its file system, or its table, say before it is
 * opened.
 *
 * @param uri full URI
 * @param bytes size as stored
 * @param modified when it was written, as its file system says, or committed, as its table says
 * @param source name of the source that reads it
 * @param account account that the path or partition names, or null
 * @param region Region that the path or partition names, or null
 * @param pathDay UTC day that the path or the table names, or null
 * @param delivered when it was delivered, or null where nothing tells
 * @param problem why it must not be read, or null
 * @param deleted rows of it that do not count, or null
 */
record InputFile(
    String uri,
    long bytes,
    Instant modified,
    String source,
    String account,
    String region,
    LocalDate pathDay,
    Instant delivered,
    String problem,
    DeletedRows deleted)
    implements Serializable {

  /** A file all of whose rows count. */
  InputFile(
      String uri,
      long bytes,
      Instant modified,
      String source,
      String account,
      String region,
      LocalDate pathDay,
      Instant delivered,
      String problem) {
    this(uri, bytes, modified, source, account, region, pathDay, delivered, problem, null);
  }

  /** The same file, which must not be read. */
  InputFile refused(String why) {
    return new InputFile(
        uri, bytes, modified, source, account, region, pathDay, delivered, why, deleted);
  }

  /** The day to which the file is counted where its records name none. */
  LocalDate day() {
    if (pathDay != null) {
      return pathDay;
    }
    return (delivered == null ? modified : delivered).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
