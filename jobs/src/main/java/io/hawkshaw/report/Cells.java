package io.hawkshaw.report;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Values of rows as text, for tables and CSV. Times are UTC, in ISO 8601. */
final class Cells {
  /** Names of tactics have blanks in them. */
  private static final String BETWEEN = ", ";

  private Cells() {}

  /** The text of a value; null for null. */
  static String text(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof Instant || value instanceof LocalDate || value instanceof Date) {
      return value.toString();
    }
    if (value instanceof scala.collection.Seq<?> values) {
      return list(CollectionConverters.asJava(values), BETWEEN);
    }
    if (value instanceof scala.collection.Map<?, ?> entries) {
      Map<?, ?> map = CollectionConverters.asJava(entries);
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(BETWEEN));
    }
    if (value instanceof Row row) {
      return list(CollectionConverters.asJava(row.toSeq()), " ");
    }
    return value == null ? null : value.toString();
  }

  private static String list(List<?> values, String between) {
    return values.stream().map(Cells::text).collect(Collectors.joining(between));
  }
}
