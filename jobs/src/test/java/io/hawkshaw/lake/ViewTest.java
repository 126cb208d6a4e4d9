package io.hawkshaw.lake;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.testing.EmptyLake;
import io.hawkshaw.udfs.SqlFunction;
import io.hawkshaw.udfs.SqlFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house rules of views, and the data dictionary of tables, views and functions. */
final class ViewTest {
  private static final Path DICTIONARY = Path.of("..", "TABLES.md");

  private static SparkSession empty;

  @BeforeAll
  static void openAnEmptyLake() {
    empty = EmptyLake.session();
  }

  @ParameterizedTest
  @EnumSource
  void everyViewAndColumnIsExplained(View view) {
    assertThat(view.meaning()).startsWith("One row per ");
    StructType schema = empty.table(view.sqlName()).schema();
    assertThat(schema.fields())
        .allMatch(field -> field.getComment().isDefined(), "has a comment")
        .allMatch(field -> field.name().matches("[a-z]+(_[a-z]+)*"), "is in snake case")
        .allMatch(
            field ->
                field.dataType().equals(DataTypes.TimestampType) == field.name().endsWith("_time"),
            "a time is named so");
    assertThat(schema.fieldNames()[0]).isEqualTo("day");
  }

  @ParameterizedTest
  @EnumSource
  void aViewOfALakeWithoutRowsHasNone(View view) {
    assertThat(empty.table(view.sqlName()).isEmpty()).isTrue();
  }

  /** {@code -Dexpected.update} writes it anew. */
  @Test
  void theDataDictionaryTellsOfAllTablesViewsAndFunctions() throws IOException {
    String told = dictionary();
    if (System.getProperty("expected.update") != null) {
      Files.writeString(DICTIONARY, told);
    }
    assertThat(Files.readString(DICTIONARY)).isEqualTo(told);
  }

  private static String dictionary() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Tables, views and functions

        What SQL knows by name in `./hawkshaw sql` and in the [notebooks](notebooks/README.md). All times are
        UTC. Tables are Delta tables, a folder each, partitioned by `day` but for `entities`; views and
        functions are known to sessions of Hawkshaw. Written from the definitions in the program; the
        build fails where they differ.

        """);
    text.append("Tables: ").append(links(Stream.of(Table.values()).map(Table::sqlName)));
    text.append("\nViews to drill down by: ");
    text.append(links(Stream.of(View.values()).map(View::sqlName)));
    text.append("\n[Functions](#functions)\n\n## Tables\n");
    for (Table table : Table.values()) {
      section(text, table.sqlName(), table.meaning(), table.schema());
    }
    text.append("\n## Views\n");
    for (View view : View.values()) {
      section(text, view.sqlName(), view.meaning(), empty.table(view.sqlName()).schema());
    }
    text.append("\n## Functions\n\n| function | meaning |\n|---|---|\n");
    for (SqlFunction function : SqlFunctions.ALL) {
      List<String> usage = Arrays.asList(function.usage().split(" - ", 2));
      text.append("| `%s` | %s |\n".formatted(usage.get(0), cell(usage.get(1))));
    }
    return text.toString();
  }

  private static String links(Stream<String> names) {
    return names
        .map(name -> "[`%s`](#%s)".formatted(name, name))
        .collect(joining(",\n", "", ".\n"));
  }

  private static void section(StringBuilder text, String name, String meaning, StructType schema) {
    text.append(
        "\n### %s\n\n%s.\n\n| column | type | meaning |\n|---|---|---|\n".formatted(name, meaning));
    for (StructField field : schema.fields()) {
      text.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(field.name(), field.dataType().sql(), cell(field.getComment().get())));
    }
  }

  private static String cell(String meaning) {
    return meaning.replace("|", "\\|").replace("<", "&lt;");
  }
}
