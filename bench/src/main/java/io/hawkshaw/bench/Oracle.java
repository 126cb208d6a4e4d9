package io.hawkshaw.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * The same rollups by DuckDB, from the same files, and the finding groups as the connected
 * components of their links: an answer that owes nothing to Spark nor to our code, and the time
 * that a good engine takes for it.
 *
 * <p>DuckDB's SQL stands in {@code TABLE.duckdb.sql}; the night's table is brought to the same
 * columns by {@code TABLE.spark.sql}. What DuckDB's leave out is what only our code knows: the
 * target of a call, and which side of a flow is the server.
 */
public final class Oracle implements AutoCloseable {
  /** How the answers compare: rows of each, and rows of either that the other lacks. */
  public record Comparison(long rows, long onlyOurs, long onlyTheirs) {
    /** True where both have the same rows. */
    public boolean isEqual() {
      return onlyOurs == 0 && onlyTheirs == 0;
    }
  }

  /** The tables that are compared. */
  public static final List<String> TABLES =
      List.of("activity", "traffic", "dns_queries", "finding_group_links");

  private final Connection duckDb;

  /** A database in memory. */
  public Oracle(int threads) throws SQLException {
    this.duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET TimeZone = 'UTC'");
    }
  }

  /**
   * Makes a table; its rows stay in DuckDB under its name.
   *
   * @param folder folder of the sources
   * @param lake folder of the night's tables
   */
  public void make(String table, String folder, String lake) throws SQLException {
    String select =
        text(table + ".duckdb.sql")
            .replace("${folder}", folder.replace("'", "''"))
            .replace("${lake}", lake.replace("'", "''"));
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE " + table + " AS " + select);
    }
  }

  /** Compares a table that was made with the night's, row by row. */
  public Comparison compare(String table, SparkSession spark) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("ours");
    try {
      spark.sql(text(table + ".spark.sql")).write().mode("overwrite").parquet(folder.toString());
      String ours = "(FROM read_parquet('" + folder + "/*.parquet'))";
      return new Comparison(
          count("(FROM " + table + ")"),
          count(ours + " EXCEPT ALL (FROM " + table + ")"),
          count("(FROM " + table + ") EXCEPT ALL " + ours));
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private long count(String query) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM (" + query + ")")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static String text(String name) {
    try (InputStream in = Oracle.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
