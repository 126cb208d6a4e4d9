package io.hawkshaw;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.AthenaSql;
import io.hawkshaw.report.EntityProfile;
import io.hawkshaw.report.Figure;
import io.hawkshaw.report.Usage;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.source.RawRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake as a notebook asks it: SQL over the tables and views by name, answered by HTML. Each
 * method shows the rows of one query; none changes a table.
 *
 * <p>A query names the parameters of the notebook as {@code :principal}. They are values, never
 * text of the query. Besides them there are the scope, {@code :start} and {@code :end}, and the
 * days that it touches, {@code :first_day} and {@code :last_day}: a query that asks for these days
 * reads no other.
 */
public final class Notebook {
  private final SparkSession spark;
  private final Lake lake;
  private final Settings settings;
  private final Scope scope;
  private final Map<String, Object> parameters = new TreeMap<>();

  private Notebook(SparkSession spark, Lake lake, Settings settings, Scope scope) {
    this.spark = spark;
    this.lake = lake;
    this.settings = settings;
    this.scope = scope;
    parameters.put("start", Timestamp.from(scope.start()));
    parameters.put("end", Timestamp.from(scope.end()));
    parameters.put("first_day", Date.valueOf(scope.firstDay()));
    parameters.put("last_day", Date.valueOf(scope.lastDay()));
  }

  /**
   * Opens a lake, with the settings of {@code conf/hawkshaw.yml}.
   *
   * @param lake URI of the lake
   * @param start start of the scope in UTC, as {@code 2026-10-16} or {@code 2026-10-16T14:00}
   * @param end end of the scope, which is not in it
   * @param names further parameters of queries
   * @throws UserError where there is no lake, or the scope is none
   */
  public static Notebook open(String lake, String start, String end, Map<String, String> names) {
    // Kernels open all loggers of Java, and what Spark's compiler then tells breaks it.
    Logger.getLogger("").setLevel(Level.WARNING);
    Scope scope = new Scope(Scope.time(start), Scope.time(end));
    Settings settings = new CommonOptions().settings().withLake(lake);
    SparkSession spark = Sessions.open();
    DeltaLake tables = LakeOf.reading(spark, settings);
    LakeOf.register(spark, tables, settings);
    return of(spark, tables, settings, scope, names);
  }

  /** A notebook over a lake whose tables and views the session knows by name already. */
  static Notebook of(
      SparkSession spark, Lake lake, Settings settings, Scope scope, Map<String, String> names) {
    Notebook notebook = new Notebook(spark, lake, settings, scope);
    notebook.parameters.putAll(names);
    return notebook;
  }

  /** The rows of a query, for what has no method here. */
  public Dataset<Row> sql(String query) {
    return spark.sql(query, parameters);
  }

  /** All columns of the rows, line by line. */
  public String table(String query) {
    return Figure.table(sql(query));
  }

  /**
   * A table that opens level by level, with numbers added up.
   *
   * @param levels columns of each level, the outermost first, with blanks between them
   */
  public String levels(String query, String... levels) {
    return Figure.levels(sql(query), List.of(levels));
  }

  /**
   * Calls over the scope, by outcome.
   *
   * @param query with columns time, success, denied, failure
   */
  public String timeline(String query) {
    return Figure.timeline(sql(query), scope);
  }

  /**
   * Counts over time, a line for each name.
   *
   * @param query whose first column is the time, the second the name, the third the count
   */
  public String lines(String query) {
    return Figure.lines(sql(query));
  }

  /**
   * Places on a map.
   *
   * @param query with columns country, city, latitude, longitude, is_new, calls and ips
   */
  public String map(String query) {
    return Figure.map(sql(query));
  }

  /**
   * Entities and what links them.
   *
   * @param query with columns from_type, from_entity, relation, to_type, to_entity
   */
  public String graph(String query) {
    return Figure.graph(sql(query));
  }

  /** What each account and source sent in the thirty days up to the scope's last. */
  public String usage() {
    return Figure.table(Usage.of(lake, scope.lastDay()));
  }

  /**
   * Examines an IAM user or role within the scope: shows the page, and writes it with the JSON and
   * CSV of the investigation into a folder.
   */
  public String investigation(String arn, String folder) {
    return toldIfMistaken(
        () -> {
          List<Path> files = Inquiry.of(lake, arn, scope, settings, Path.of(folder)).files();
          return Figure.text(String.join("\n", files.stream().map(Path::toString).toList()))
              + Figure.page(read(files.get(files.size() - 1)));
        });
  }

  /** The raw records that name an entity within the scope. */
  public String records(String entity, int limit) {
    return toldIfMistaken(
        () ->
            Figure.table(
                RawRecords.of(spark, lake, settings, profile(entity).names(), scope, limit)));
  }

  /** The SQL that fetches the records of an entity within the scope by Athena. */
  public String athena(String entity) {
    return toldIfMistaken(
        () -> {
          EntityProfile profile = profile(entity);
          return Figure.text(
              AthenaSql.of(profile.regions(), profile.entityType(), profile.id(), scope));
        });
  }

  /** The scope, and what the lake holds. */
  @Override
  public String toString() {
    return "%s, scope %s to %s".formatted(settings.lake(), scope.start(), scope.end());
  }

  private EntityProfile profile(String entity) {
    return EntityProfile.of(lake, entity, null, scope.start(), scope.end());
  }

  /** Who reads a notebook wants to know what is wrong, not where in the program it was found. */
  private static String toldIfMistaken(Supplier<String> html) {
    try {
      return html.get();
    } catch (UserError e) {
      return Figure.text(e.getMessage());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
