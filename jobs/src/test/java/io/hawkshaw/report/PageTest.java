package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.htmlunit.BrowserVersion;
import org.htmlunit.ScriptException;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.javascript.SilentJavaScriptErrorListener;
import org.htmlunit.util.WebConnectionWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of hostile texts in a browser: its scripts run, and what is clicked shows. */
final class PageTest {
  @TempDir private static Path folder;

  private static final List<String> ERRORS = new ArrayList<>();
  private static final List<String> REQUESTS = new ArrayList<>();
  private static WebClient browser;
  private static HtmlPage page;

  @BeforeAll
  static void open() throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, InvestigationPage.of(SampleCase.file()));
    browser = new WebClient(BrowserVersion.FIREFOX);
    browser.getOptions().setThrowExceptionOnScriptError(false);
    browser.setJavaScriptErrorListener(
        new SilentJavaScriptErrorListener() {
          @Override
          public void scriptException(HtmlPage where, ScriptException problem) {
            ERRORS.add(problem.getMessage());
          }

          @Override
          public void loadScriptError(HtmlPage where, URL script, Exception problem) {
            ERRORS.add(script.toString());
          }
        });
    new WebConnectionWrapper(browser) {
      @Override
      public WebResponse getResponse(WebRequest request) throws IOException {
        REQUESTS.add(request.getUrl().toString());
        return super.getResponse(request);
      }
    };
    page = browser.getPage(file.toUri().toURL());
    browser.waitForBackgroundJavaScript(2000);
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  private static List<DomNode> all(String selector) {
    return page.querySelectorAll(selector);
  }

  private static DomElement one(String selector) {
    return page.querySelector(selector);
  }

  @Test
  void allScriptsEndWithoutAnError() {
    assertThat(ERRORS).isEmpty();
    assertThat(page.getDocumentElement().getAttribute("data-ready")).isEqualTo("true");
    assertThat(all(".chart svg")).hasSize(3);
  }

  @Test
  void nothingIsAskedForButThePageItself() {
    // Files are read without a connection; whatever else is asked for has one.
    assertThat(REQUESTS).isEmpty();
    assertThat(all("img, link, iframe, script[src]")).isEmpty();
  }

  @Test
  void hostileTextStaysText() {
    assertThat(page.getTitleText()).isEqualTo(SampleCase.ARN + " - Hawkshaw");
    assertThat(all(".card").stream().map(DomNode::getTextContent))
        .anyMatch(text -> text.contains(SampleCase.MARKUP));
  }

  @Test
  void theHeadTellsWhoWhenAndHowGrave() {
    assertThat(one("h1").getTextContent()).isEqualTo(SampleCase.ARN);
    assertThat(one("header .severity").getTextContent()).isEqualTo("HIGH");
    assertThat(one(".facts").getTextContent())
        .contains("2026-10-16T00:00:00Z", "77.5", "Persistence, Discovery");
    assertThat(all(".card")).hasSize(8);
    assertThat(all("nav a")).hasSameSizeAs(all("main section"));
  }

  @Test
  void aLineOpensToWhatItIsMadeOfAndCloses() throws IOException {
    String table = "[data-table=addresses] tbody ";
    assertThat(all(table + "tr")).hasSize(2);
    assertThat(one(table + "tr").getTextContent()).contains("192.0.2.10 · Dublin, IE");
    DomElement toggle = one(table + "button");
    toggle.click();
    assertThat(toggle.getAttribute("aria-expanded")).isEqualTo("true");
    assertThat(all(table + "tr.level1")).hasSize(1);
    assertThat(one(table + "tr.level1").getTextContent())
        .contains("iam.amazonaws.com · GetObject")
        .contains("40");
    one(table + "tr.level1 button").click();
    assertThat(all(table + "tr.level2")).hasSize(2);
    toggle.click();
    assertThat(all(table + "tr")).hasSize(2);
  }

  @Test
  void aFilterLeavesWhatMatches() throws IOException {
    HtmlInput filter = (HtmlInput) one("[data-table=operations] input");
    filter.type("createuser");
    assertThat(all("[data-table=operations] tbody tr")).hasSize(1);
    assertThat(one("[data-table=operations] tbody tr").getTextContent()).contains("CreateUser");
    filter.type("x");
    assertThat(all("[data-table=operations] tbody tr")).isEmpty();
  }

  @Test
  void aHeadingSortsAndSaysSo() throws IOException {
    DomElement heading = one("[data-table=keys] th.number");
    heading.getFirstElementChild().click();
    assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
    assertThat(one("[data-table=keys] tbody tr").getTextContent()).contains("AKIAOLD");
    heading.getFirstElementChild().click();
    assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(one("[data-table=keys] tbody tr").getTextContent()).contains("AKIAHARA");
  }

  @Test
  void aFlatTableShowsAllCellsOfARow() throws IOException {
    StructType schema = StructType.fromDDL("source STRING, bytes BIGINT, day DATE");
    Row row = RowFactory.create("guardduty", 12345L, Date.valueOf("2026-10-16"));
    Section flat = Section.table("flat", "Flat", "", PageTable.flat("Flat", schema, List.of(row)));
    Path file = folder.resolve("flat.html");
    Files.writeString(file, new Page("k", "t", null, List.of(), List.of(flat)).html());
    HtmlPage other = browser.getPage(file.toUri().toURL());
    assertThat(other.querySelectorAll("tbody td"))
        .extracting(DomNode::getTextContent)
        .containsExactly("guardduty", "12,345", "2026-10-16");
    assertThat(ERRORS).isEmpty();
  }

  @Test
  void theThemeIsChosenByAButton() throws IOException {
    DomElement button = one("#theme");
    String offered = button.getTextContent();
    button.click();
    assertThat(page.getDocumentElement().getAttribute("data-theme"))
        .isEqualTo(offered.toLowerCase(Locale.ROOT));
    assertThat(button.getTextContent()).isIn("Dark", "Light").isNotEqualTo(offered);
    assertThat(ERRORS).isEmpty();
  }
}
