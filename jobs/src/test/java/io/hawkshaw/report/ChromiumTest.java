package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, on machines that have Chromium. */
final class ChromiumTest {
  private static final List<Path> BROWSERS =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .filter(Files::isExecutable)
          .toList();

  @TempDir private Path folder;

  /** What a browser made of a page, and what it complained of. */
  private record Seen(String dom, String console) {}

  private Seen open(Path page, int width) throws IOException, InterruptedException {
    assumeTrue(!BROWSERS.isEmpty(), "no Chromium on this machine");
    Path dom = folder.resolve("dom.html");
    Path console = folder.resolve("console.txt");
    Process browser =
        new ProcessBuilder(
                BROWSERS.get(0).toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",900",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(console.toFile())
            .start();
    assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Seen(Files.readString(dom), Files.readString(console));
  }

  private Path page(String script) throws IOException {
    String page = InvestigationPage.of(SampleCase.file());
    int end = page.lastIndexOf("</body>");
    return Files.writeString(
        folder.resolve("report.html"),
        page.substring(0, end) + "<script>" + script + "</script>" + page.substring(end));
  }

  @Test
  void noScriptFailsAndWhatIsClickedShows() throws Exception {
    Path page =
        page(
            """
            document.querySelector('[data-table=addresses] tbody button').click();
            document.querySelector('#theme').click();
            document.documentElement.setAttribute('data-opened',
                document.querySelectorAll('[data-table=addresses] tr.level1').length);
            document.documentElement.setAttribute('data-drawn',
                document.querySelectorAll('.chart svg path').length > 100);
            """);
    Seen seen = open(page, 1280);
    assertThat(seen.console()).doesNotContain("CONSOLE");
    assertThat(seen.dom())
        .contains("data-opened=\"1\"", "data-drawn=\"true\"", "data-theme=\"dark\"");
    assertThat(seen.dom().substring(0, seen.dom().indexOf("<script"))).doesNotContain("<img");
  }

  @Test
  void aGraphStaysInItsBoxAndChartsScaleOnPaper() throws Exception {
    Path page =
        page(
            """
            var box = document.querySelector('.chart.graph');
            var room = box.getBoundingClientRect();
            var all = Array.from(box.querySelectorAll('svg path'));
            var outside = all.filter(function (path) {
              var at = path.getBoundingClientRect();
              return at.width > 0 && (at.left < room.left || at.right > room.right
                  || at.top < room.top || at.bottom > room.bottom);
            });
            window.dispatchEvent(new Event('beforeprint'));
            document.documentElement.setAttribute('data-seen', all.length > 5
                ? outside.length + ' outside, '
                    + document.querySelectorAll('.chart svg[viewBox]').length + ' scale'
                : 'nothing');
            """);
    Seen seen = open(page, 1280);
    assertThat(seen.console()).doesNotContain("CONSOLE");
    assertThat(seen.dom()).contains("data-seen=\"0 outside, 3 scale\"");
  }

  /** Windows have a least width, so the page stands in a frame. */
  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void nothingIsWiderThanTheScreen(int width) throws Exception {
    page("");
    Path frame =
        Files.writeString(
            folder.resolve("frame.html"),
            """
            <body style="margin:0"><iframe id="f" src="report.html" style="width:%dpx;height:900px;border:0"></iframe>
            <script>document.getElementById('f').onload = function () {
              document.body.setAttribute('data-width', this.contentDocument.documentElement.scrollWidth);
            };</script></body>
            """
                .formatted(width));
    assertThat(open(frame, width).dom()).contains("data-width=\"" + width + "\"");
  }
}
