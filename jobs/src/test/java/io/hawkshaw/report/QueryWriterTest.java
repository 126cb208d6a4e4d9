package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryWriterTest {
  private static String write(QueryWriter writer, Dataset<Row> query) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    writer.write(query, out);
    out.flush();
    return text.toString();
  }

  private static String csv(String ddl, String... json) {
    return write(QueryWriter.CSV, rows(ddl, json));
  }

  @Test
  void csvHasALineOfNamesAndEndsEachLineAsRfc4180Wants() {
    assertThat(csv("a STRING, b INT", "{\"a\":\"x\",\"b\":1}", "{\"a\":\"y\",\"b\":2}"))
        .isEqualTo("a,b\r\nx,1\r\ny,2\r\n");
    assertThat(csv("a STRING, b INT")).isEqualTo("a,b\r\n");
  }

  @Test
  void csvQuotesWhatItsReaderWouldPart() throws Exception {
    String csv =
        csv(
            "a STRING, b STRING",
            "{\"a\":\"say \\\"hi\\\", twice\",\"b\":\"two\\nlines\"}",
            "{\"a\":\"back\\\\slash\",\"b\":\"\\\"\"}");

    assertThat(csv).startsWith("a,b\r\n\"say \"\"hi\"\", twice\",\"two\nlines\"\r\n");
    try (CSVReader reader =
        new CSVReaderBuilder(new StringReader(csv))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .build()) {
      assertThat(reader.readAll())
          .containsExactly(
              new String[] {"a", "b"},
              new String[] {"say \"hi\", twice", "two\nlines"},
              new String[] {"back\\slash", "\""});
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", "\\t=1", "\\r=1"})
  void csvNeutralisesWhatASpreadsheetWouldRun(String cell) {
    String line = csv("a STRING", "{\"a\":\"" + cell + "\"}").substring("a\r\n".length());
    assertThat(line.replaceFirst("^\"", "").charAt(0)).isEqualTo('\'');
  }

  @Test
  void csvShowsWhatATerminalWouldObeyAndKeepsLines() {
    assertThat(csv("a STRING", "{\"a\":\"one\\u001b[31m\\ntwo\\u202e\"}"))
        .isEqualTo("a\r\n\"one\\u001B[31m\ntwo\\u202E\"\r\n");
  }

  @Test
  void csvLeavesNullsEmptyAndKeepsTimesListsAndNumbers() {
    assertThat(
            csv(
                "a STRING, b ARRAY<STRING>, t TIMESTAMP, n BIGINT",
                "{\"b\":[\"x\",\"y\"],\"t\":\"2026-10-17T10:00:00Z\",\"n\":12}",
                "{}"))
        .isEqualTo("a,b,t,n\r\n,\"x, y\",2026-10-17T10:00:00Z,12\r\n,,,\r\n");
  }

  @Test
  void jsonEscapesWhatATerminalWouldObey() throws IOException {
    String hostile = "\\u001b[31m\\u009b31m\\u202e";
    String json = write(QueryWriter.JSON, rows("a STRING", "{\"a\":\"" + hostile + "\"}"));
    assertThat(json).isEqualToIgnoringCase("[\n{\"a\":\"" + hostile + "\"}\n]\n");
    assertThat(new ObjectMapper().readTree(json).at("/0/a").asText())
        .isEqualTo("\u001b[31m\u009b31m\u202e");
  }

  @Test
  void jsonIsAnArrayWithARowOnALineThatTellsItsNulls() throws IOException {
    String json =
        write(
            QueryWriter.JSON,
            rows(
                "a STRING, l ARRAY<INT>, t TIMESTAMP",
                "{\"a\":\"\\\"<\\u001b\",\"l\":[1,2],\"t\":\"2026-10-17T10:00:00Z\"}",
                "{\"a\":\"y\"}"));

    assertThat(json.strip().lines()).hasSize(4);
    assertThat(new ObjectMapper().readTree(json))
        .hasToString(
            "[{\"a\":\"\\\"<\\u001B\",\"l\":[1,2],\"t\":\"2026-10-17T10:00:00.000Z\"},{\"a\":\"y\",\"l\":null,\"t\":null}]");
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArray() throws IOException {
    String json = write(QueryWriter.JSON, rows("a STRING"));
    assertThat(new ObjectMapper().readTree(json)).hasToString("[]");
  }

  @Test
  void tableIsForPeople() {
    assertThat(write(QueryWriter.TABLE, rows("a INT", "{\"a\":1}"))).isEqualTo("a\n-\n1\n");
  }
}
