package io.hawkshaw.source;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What it costs to read a source of Security Lake and roll it up, as rows and in batches of
 * columns, beside a plain decode of the columns that it needs. Of what comes out it prints how many
 * rows there are and a sum over all that is in them, which has to be the same both ways.
 */
public final class ReadBench {
  private static final Map<Table, String> SOURCES = new LinkedHashMap<>();

  static {
    SOURCES.put(Table.TRAFFIC, "VPC_FLOW");
    SOURCES.put(Table.DNS_QUERIES, "ROUTE53");
    SOURCES.put(Table.ACTIVITY, "CLOUD_TRAIL_MGMT");
  }

  private final SparkSession spark;
  private final String folder;

  private ReadBench(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Prints the costs.
   *
   * @param args the folder of a lake, the number of rounds, and what to leave out: tables, or
   *     {@code rows} where these would take too long
   */
  public static void main(String[] args) throws IOException {
    List<String> without = List.of(args).subList(2, args.length);
    try (SparkSession spark = Sessions.open()) {
      System.out.printf("| round | table | way | CPU s | wall s | / decode | rows | sum |%n");
      System.out.printf("|---:|---|---|---:|---:|---:|---:|---|%n");
      ReadBench bench = new ReadBench(spark, args[0] + "/security-lake/aws");
      for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
        for (Table table : SOURCES.keySet()) {
          if (!without.contains(table.sqlName())) {
            bench.print(round, table, !without.contains("rows"));
          }
        }
      }
    }
  }

  private void print(int round, Table table, boolean isPlainToo) throws IOException {
    Cost decode = Cost.of(PlainDecode.of(spark, folder).get(SOURCES.get(table))::run);
    System.out.printf(
        "| %d | %s | decode | %.1f | %.1f | | | |%n",
        round, table.sqlName(), decode.cpuSeconds(), decode.seconds());
    if (isPlainToo) {
      print(round, table, "rows", decode);
    }
    print(round, table, "columns", decode);
  }

  private void print(int round, Table table, String way, Cost decode) throws IOException {
    Path lake = Files.createTempDirectory("read-bench");
    Settings settings =
        Settings.defaults()
            .withLake(lake.toString())
            .withInputs(Map.of("security-lake", List.of(folder + "/" + SOURCES.get(table))))
            .withReading(new ReadingSettings(null, null, null, null, null, way.equals("columns")));
    DeltaLake delta = new DeltaLake(spark, lake.toString());
    Set<Table> fed = Set.of(table);
    Instant now = Instant.now();
    try (Intake intake = new Intake(spark, delta, settings, Window.NEW_FILES, fed, now)) {
      Cost read = Cost.of(intake::read);
      Row rows = told(intake.scanned().get(table).rows().filter(Rollup.isRecord()));
      System.out.printf(
          "| %d | %s | %s | %.1f | %.1f | %.1f | %,d | %x |%n",
          round,
          table.sqlName(),
          way,
          read.cpuSeconds(),
          read.seconds(),
          read.ratioTo(decode),
          rows.getLong(0),
          rows.getLong(1));
    }
  }

  /** Number of rows, and a sum over all that is in them. */
  private static Row told(Dataset<Row> rows) {
    Column[] columns = Arrays.stream(rows.columns()).map(n -> col(n)).toArray(Column[]::new);
    return rows.agg(count(lit(1)), bit_xor(xxhash64(columns))).head();
  }
}
