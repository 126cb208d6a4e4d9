package io.hawkshaw.source;

import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.TableUri;
import io.hawkshaw.run.UserError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogNotFoundException;

/**
 * The Iceberg tables of the inputs, found through the session's catalogs. The names of Security
 * Lake's tables tell their source:
 * https://docs.aws.amazon.com/security-lake/latest/userguide/subscriber-query-examples2.html
 */
final class IcebergTables {
  private final SparkSession spark;
  private final Configuration conf;
  private final Function<String, InputFile> known;
  private final Map<String, IcebergTable> tables = new LinkedHashMap<>();

  /**
   * No tables yet.
   *
   * @param known finds a file of an earlier night by its URI, or null
   */
  IcebergTables(SparkSession spark, Function<String, InputFile> known) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
    this.known = known;
  }

  /**
   * Opens the tables of all inputs.
   *
   * @throws UserError for a catalog or table that does not exist or cannot be reached, and a table
   *     whose name tells no source
   */
  IcebergTables open(Settings settings) {
    settings.inputs().values().stream()
        .flatMap(List::stream)
        .filter(TableUri::isTable)
        .forEach(this::open);
    return this;
  }

  /** Opens the tables of one URI. */
  IcebergTables open(String uri) {
    TableUri named = TableUri.of(uri);
    try {
      Catalog catalog = catalog(named);
      for (TableIdentifier table : identifiers(catalog, named)) {
        Source source =
            Source.ofTable(table.name())
                .orElseThrow(() -> UserError.strangeTable(uri, Source.tableSuffixes()));
        tables.computeIfAbsent(
            named.catalog() + "." + table,
            name -> new IcebergTable(refreshed(catalog, table), source, conf, known));
      }
      return this;
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      throw UserError.missingTable(uri, e);
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      throw UserError.unreadableInput(Input.SECURITY_LAKE.label(), uri, e);
    }
  }

  private Catalog catalog(TableUri named) {
    try {
      return Spark3Util.loadIcebergCatalog(spark, named.catalog());
    } catch (Exception e) { // Scala does not declare what it throws.
      if (e instanceof CatalogNotFoundException) {
        throw UserError.missingCatalog(named.toString(), named.catalog(), e);
      }
      throw UserError.badCatalog(named.toString(), named.catalog(), e);
    }
  }

  private static List<TableIdentifier> identifiers(Catalog catalog, TableUri named) {
    Namespace database = Namespace.of(named.database());
    if (!named.isPattern()) {
      return List.of(TableIdentifier.of(database, named.table()));
    }
    List<TableIdentifier> found =
        catalog.listTables(database).stream()
            .filter(table -> named.matches(table.name()))
            .filter(table -> Source.ofTable(table.name()).isPresent())
            .toList();
    if (found.isEmpty()) {
      throw UserError.strangeTable(named.toString(), Source.tableSuffixes());
    }
    return found;
  }

  /** A catalog keeps tables that it opened before, as they were. */
  private static Table refreshed(Catalog catalog, TableIdentifier name) {
    Table table = catalog.loadTable(name);
    table.refresh();
    return table;
  }

  /** The files of the current snapshots that may hold records of some days. */
  List<InputFile> files(Days days) {
    List<InputFile> files = new ArrayList<>();
    tables.forEach((name, table) -> files.addAll(files(name, table, days)));
    return files;
  }

  /** The table that wrote a file; empty for a file of a folder. */
  Optional<IcebergTable> of(InputFile file) {
    return tables.values().stream().filter(table -> table.owns(file)).findFirst();
  }

  /**
   * A file of an earlier night as the snapshot of its table has it; empty where it no longer does,
   * and for a file of a folder.
   *
   * @param days the file holds records of one of them
   */
  Optional<InputFile> find(InputFile file, NavigableSet<LocalDate> days) {
    Days asked = new Days(days.first(), days.last());
    return of(file).flatMap(table -> table.find(file, asked));
  }

  private static List<InputFile> files(String name, IcebergTable table, Days days) {
    try {
      return table.files(days);
    } catch (RuntimeException e) {
      throw UserError.unreadableInput(Input.SECURITY_LAKE.label(), "iceberg:" + name, e);
    }
  }
}
