package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.rule.ActiveRules;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.rule.RuleTests;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import io.hawkshaw.source.columnar.BatchQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Records of the sample lake and of others, of both versions, with and without dictionaries and
 * with copies, rolled up in batches of columns as the expressions of their query say: they are
 * those rolled up as rows, with the rules they met.
 */
final class BatchQueryTest {
  private static final int COPIED = 5;

  @TempDir static Path folder;
  private static EventRules rules;

  @BeforeAll
  static void load() {
    rules = new ActiveRules(RuleTests.shipped(), new Allowlist(List.of()), SPARK);
  }

  @ParameterizedTest
  @EnumSource(
      value = Source.class,
      names = {"CLOUD_TRAIL_MGMT", "EKS_AUDIT", "ROUTE53"})
  void batchesOfColumnsSayWhatRowsSay(Source source) throws IOException {
    List<InputFile> files = files(source);

    List<String> asRows = rolledUp(source, scan(source, files, false));
    LogScan scan = scan(source, files, true);

    assertThat(BatchQuery.of(scan.columnar().orElseThrow().plain())).isPresent();
    assertThat(asRows).hasSizeGreaterThan(50);
    assertThat(rolledUp(source, scan)).containsExactlyInAnyOrderElementsOf(asRows);
  }

  /** Each task gets a copy of all parts: written out where they stand, they were 113,000. */
  @ParameterizedTest
  @EnumSource(
      value = Source.class,
      names = {"CLOUD_TRAIL_MGMT", "EKS_AUDIT", "ROUTE53"})
  void whatSeveralColumnsShareIsOnePartAndNoStructIsMadeForOneField(Source source)
      throws IOException {
    Path samples = Path.of("..", "sample-data").toAbsolutePath().normalize();
    InputFile file = Reading.file(source, parquet(source, samples).get(0));
    LogScan scan = scan(source, List.of(file), true);
    Dataset<Row> plain = scan.understood(scan.columnar().orElseThrow().plain());
    Dataset<Row> columns = plain.select("id", "record.*");
    Set<Expression> parts = Collections.newSetFromMap(new IdentityHashMap<>());

    BatchQuery.of(columns).orElseThrow().columns().forEach(column -> add(column, parts));

    assertThat(parts)
        .hasSizeBetween(100, 1500)
        .noneMatch(
            part ->
                part instanceof GetStructField field && field.child() instanceof CreateNamedStruct);
  }

  private static void add(Expression expression, Set<Expression> parts) {
    if (parts.add(expression)) {
      CollectionConverters.asJava(expression.children()).forEach(child -> add(child, parts));
    }
  }

  private static List<InputFile> files(Source source) throws IOException {
    Path samples = Path.of("..", "sample-data").toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>(parquet(source, samples));
    for (Path file : List.copyOf(files.subList(files.size() - COPIED, files.size()))) {
      files.add(
          withoutDictionaries(file, folder.resolve(files.size() + "/" + samples.relativize(file))));
    }
    return files.stream().map(path -> Reading.file(source, path)).toList();
  }

  private static List<Path> parquet(Source source, Path samples) throws IOException {
    try (Stream<Path> own = Files.walk(samples.resolve("security-lake/aws/" + source));
        Stream<Path> others = Files.walk(samples.resolve("vendor/security-lake/"))) {
      return Stream.concat(own, others.filter(path -> path.toString().contains("/" + source + "/")))
          .filter(path -> path.toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  /** Writes the rows of a file once more, each text written out. */
  private static Path withoutDictionaries(Path file, Path copy) throws IOException {
    SPARK
        .read()
        .parquet(file.toString())
        .coalesce(1)
        .write()
        .option("parquet.enable.dictionary", false)
        .parquet(copy.getParent().toString());
    try (Stream<Path> written = Files.list(copy.getParent())) {
      return written.filter(path -> path.toString().endsWith(".parquet")).findAny().orElseThrow();
    }
  }

  private static LogScan scan(Source source, List<InputFile> files, boolean isColumnar) {
    Settings settings =
        Settings.defaults()
            .withReading(new ReadingSettings(null, null, null, null, null, isColumnar));
    return source.read(SPARK, files, settings, Reading.NEWEST, rules);
  }

  private static List<String> rolledUp(Source source, LogScan scan) {
    Rollup.RolledUp large = source.feed().rollUpLarge(List.of(scan), List.of(source.name()), 3);
    Dataset<Row> rows = large.rows();
    Column[] columns =
        Arrays.stream(rows.columns()).sorted().map(functions::col).toArray(Column[]::new);
    List<String> told = rows.select(columns).toJSON().collectAsList();
    large.close();
    return told;
  }
}
