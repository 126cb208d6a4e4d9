package io.hawkshaw.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Iceberg tables as an operator names them where a folder could stand: {@code
 * iceberg:CATALOG.DATABASE.TABLE}. A {@code *} at the end names every table that begins so.
 *
 * @param catalog name of a Spark catalog, as in {@code spark.sql.catalog.NAME}
 * @param database database of the catalog
 * @param table name of a table, or its beginning and {@code *}
 */
public record TableUri(String catalog, String database, String table) {
  private static final String SCHEME = "iceberg:";
  private static final Pattern FORM =
      Pattern.compile(SCHEME + "([^.*\\s]+)[.]([^.*\\s]+)[.]([^.*\\s]+|[^.*\\s]*[*])");

  /** True for what is meant as tables, whether well-formed or not. */
  public static boolean isTable(String uri) {
    return uri.startsWith(SCHEME);
  }

  /**
   * Reads the form.
   *
   * @throws UserError where it is another
   */
  public static TableUri of(String uri) {
    Matcher matcher = FORM.matcher(uri);
    if (!matcher.matches()) {
      throw UserError.badTable(uri);
    }
    return new TableUri(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /** True where any number of tables may be meant. */
  public boolean isPattern() {
    return table.endsWith("*");
  }

  /** True for a table that is meant. */
  public boolean matches(String name) {
    return isPattern()
        ? name.startsWith(table.substring(0, table.length() - 1))
        : name.equals(table);
  }

  @Override
  public String toString() {
    return SCHEME + String.join(".", catalog, database, table);
  }
}
