package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static String table(String ddl, String... json) {
    return TextTable.of(rows(ddl, json)).print();
  }

  @Test
  void textStandsToTheLeftAndNumbersToTheRight() {
    assertThat(
            table(
                "name STRING, events BIGINT, share DOUBLE, price DECIMAL(5,2), is_read BOOLEAN",
                "{\"name\":\"a\",\"events\":12345678,\"share\":0.5,\"price\":1.50,\"is_read\":true}",
                "{\"name\":\"longer\",\"events\":1,\"share\":10.25,\"is_read\":false}"))
        .isEqualTo(
            """
            name      events  share  price  is_read
            ------  --------  -----  -----  -------
            a       12345678    0.5   1.50  true
            longer         1  10.25         false
            """);
  }

  @Test
  void withoutRowsTheNamesStand() {
    TextTable table = TextTable.of(rows("a STRING, bcd INT"));
    assertThat(table.isEmpty()).isTrue();
    assertThat(table.print()).isEqualTo("a  bcd\n-  ---\n");
  }

  @Test
  void nullsAreBlankAndNoLineEndsInBlanks() {
    assertThat(table("a STRING, b STRING", "{\"a\":\"x\"}", "{}", "{\"b\":\"y\"}"))
        .isEqualTo("a  b\n-  -\nx\n\n   y\n");
  }

  @Test
  void controlCharactersOfALogAreShownAndNotObeyed() {
    String table =
        table("a STRING", "{\"a\":\"\\u001b[31mred\\u001b[0m\\r\\n\\tx\\u0007\\u202ey\"}");
    assertThat(table.lines()).hasSize(3);
    assertThat(table.chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(table).contains("red").contains("[31m");
  }

  @Test
  void aCellOfSixtyCharactersIsWholeAndALongerOneIsCut() {
    assertThat(table("a STRING", "{\"a\":\"" + "x".repeat(60) + "\"}"))
        .endsWith("x".repeat(60) + "\n");
    assertThat(table("a STRING", "{\"a\":\"" + "x".repeat(61) + "\"}"))
        .endsWith("\n" + "x".repeat(59) + "…\n");
  }

  @Test
  void timesAreOfUtcAndListsAndStructsAreOneLine() {
    assertThat(
            table(
                "t TIMESTAMP, d DATE, l ARRAY<STRING>, s STRUCT<a: INT, b: STRING>, m MAP<STRING, INT>",
                """
                {"t":"2026-10-17T10:00:00Z","d":"2026-10-17","l":["x","y",null],
                 "s":{"a":1,"b":"z"},"m":{"k2":2,"k1":1}}"""))
        .isEqualTo(
            """
            t                     d           l           s    m
            --------------------  ----------  ----------  ---  ----------
            2026-10-17T10:00:00Z  2026-10-17  x, y, null  1 z  k1=1, k2=2
            """);
  }

  @Test
  void rowsOfASchemaMakeATableWithoutAQuery() {
    StructType schema = StructType.fromDDL("n INT");
    assertThat(TextTable.of(schema, List.of(RowFactory.create(7))).print()).isEqualTo("n\n-\n7\n");
  }
}
