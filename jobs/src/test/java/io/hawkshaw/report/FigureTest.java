package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.run.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** What a notebook shows, of rows whose text an attacker wrote. */
final class FigureTest {
  private static final String HOSTILE = "\\\"></iframe><script>alert('&amp;')</script>";
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  private static Dataset<Row> calls() {
    return rows(
        "ip STRING, operation STRING, calls BIGINT, score DOUBLE, first_time TIMESTAMP",
        "{'ip': '203.0.113.66', 'operation': '%s', 'calls': 1234, 'score': 0.12345, 'first_time':"
                .replace('\'', '"')
                .formatted(HOSTILE)
            + " \"2026-10-16T02:11:07Z\"}",
        "{\"ip\": \"203.0.113.66\", \"operation\": \"GetUser\", \"calls\": 2}",
        "{\"ip\": \"192.0.2.10\", \"operation\": \"GetUser\", \"calls\": 3}");
  }

  /** The page in the frame: what a browser makes of the attribute. */
  private static String framed(String html) {
    Matcher frame = Pattern.compile("srcdoc=\"([^\"]*)\"></iframe>").matcher(html);
    assertThat(frame.find()).isTrue();
    return frame.group(1).replace("&quot;", "\"").replace("&amp;", "&");
  }

  private static JsonNode data(String html) throws IOException {
    Matcher data = DATA.matcher(framed(html));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void textOfALogIsTextInATable() throws IOException {
    String html = Figure.table(calls());
    assertThat(html).contains("3 rows", "1,234", "0.123", "2026-10-16T02:11:07Z");
    try (WebClient browser = new WebClient(BrowserVersion.FIREFOX)) {
      List<String> alerts = new ArrayList<>();
      browser.setAlertHandler((page, text) -> alerts.add(text));
      HtmlPage page =
          browser.loadHtmlCodeIntoCurrentWindow("<html><body>" + html + "</body></html>");
      assertThat(page.getByXPath("//script")).isEmpty();
      assertThat(page.getBody().asNormalizedText()).contains("<script>alert('&amp;')</script>");
      assertThat(alerts).isEmpty();
    }
  }

  @Test
  void aFrameMayRunItsScriptsAndReachNothing() throws IOException {
    String html = Figure.levels(calls(), List.of("ip", "operation"));
    assertThat(html).contains("sandbox=\"allow-scripts\"").doesNotContain("allow-same-origin");
    assertThat(framed(html)).contains("default-src 'none'").doesNotContain("alert('");
    JsonNode table = data(html).at("/tables/figure");
    assertThat(table.path("rows")).hasSize(3);
    assertThat(table.path("levels").toString()).isEqualTo("[[0],[1]]");
    assertThat(table.at("/columns/2/sum").asBoolean()).isTrue();
  }

  @Test
  void linesCountNothingWhereANameHasNoRow() throws IOException {
    JsonNode chart =
        data(Figure.lines(
                rows(
                    "day DATE, source STRING, records BIGINT",
                    "{\"day\": \"2026-10-15\", \"source\": \"a\", \"records\": 5}",
                    "{\"day\": \"2026-10-16\", \"source\": \"a\", \"records\": 6}",
                    "{\"day\": \"2026-10-16\", \"source\": \"b\", \"records\": 7}")))
            .at("/charts/figure");
    assertThat(chart.path("times").toString()).isEqualTo("[\"2026-10-15\",\"2026-10-16\"]");
    assertThat(chart.at("/series/0/values").toString()).isEqualTo("[5,6]");
    assertThat(chart.at("/series/1/values").toString()).isEqualTo("[0,7]");
  }

  @Test
  void aTimelineHasAllHoursOfItsScope() throws IOException {
    Scope scope = new Scope(Scope.time("2026-10-16T02:00"), Scope.time("2026-10-16T05:00"));
    JsonNode chart =
        data(Figure.timeline(
                rows(
                    "time TIMESTAMP, success BIGINT, denied BIGINT, failure BIGINT",
                    "{\"time\": \"2026-10-16T03:00:00Z\", \"success\": 1, \"denied\": 22,"
                        + " \"failure\": 0}"),
                scope))
            .at("/charts/figure");
    assertThat(chart.path("times").toString())
        .isEqualTo("[\"10-16 02:00\",\"10-16 03:00\",\"10-16 04:00\"]");
    assertThat(chart.path("denied").toString()).isEqualTo("[0,22,0]");
  }

  @Test
  void aFigureWithoutRowsSaysSo() {
    Dataset<Row> none = calls().limit(0);
    assertThat(Figure.table(none)).contains("0 rows");
    assertThat(Figure.levels(none, List.of("ip"))).contains("0 rows");
  }
}
