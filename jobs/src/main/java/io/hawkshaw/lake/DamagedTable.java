package io.hawkshaw.lake;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/**
 * A table of the lake that somebody damaged, or that another version wrote. The message says which,
 * and what is wrong with it.
 */
public final class DamagedTable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A file of a table, as Spark and Delta name one that they cannot read. */
  private static final Pattern FILE =
      Pattern.compile(
          "(\\S+/("
              + Arrays.stream(Table.values()).map(Table::sqlName).collect(joining("|"))
              + "))(/(?:_delta_log/|day=[^/\\s]+/|part-)[^\\s:,]*[^\\s:,.])");

  private final Table table;
  private final String folder;

  private DamagedTable(Table table, String folder, String problem, Throwable cause) {
    super("Table %s at %s is damaged: %s".formatted(table.sqlName(), folder, problem), cause);
    this.table = table;
    this.folder = folder;
  }

  static DamagedTable of(Table table, String folder, String problem) {
    return new DamagedTable(table, folder, problem, null);
  }

  static DamagedTable unreadableLog(Table table, String folder, Throwable cause) {
    return in(cause)
        .orElseGet(() -> new DamagedTable(table, folder, "its _delta_log cannot be read", cause));
  }

  /** The damage among the causes of a failure: told by a lake, or by Spark while it read a file. */
  public static Optional<DamagedTable> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DamagedTable damage) {
        return Optional.of(damage);
      }
      if (cause instanceof SparkThrowable && cause.getMessage() != null) {
        Matcher file = FILE.matcher(cause.getMessage());
        if (file.find()) {
          Table table = Table.valueOf(file.group(2).toUpperCase(Locale.ROOT));
          String problem = "file %s is gone, or is not as it was written".formatted(file.group(3));
          return Optional.of(new DamagedTable(table, file.group(1), problem, failure));
        }
      }
    }
    return Optional.empty();
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The URI of its folder. */
  public String folder() {
    return folder;
  }
}
