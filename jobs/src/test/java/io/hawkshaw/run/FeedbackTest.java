package io.hawkshaw.run;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedbackTest {
  private static final LocalDate DAY = LocalDate.parse("2026-10-17");

  @TempDir private Path folder;

  private Feedback feedback(String... lines) throws IOException {
    String text = "entity,kind,value,verdict,until,who,why\n" + String.join("\n", lines) + "\n";
    return Feedback.read(Files.writeString(folder.resolve("feedback.csv"), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:user/a | first_seen | IS | true",
        "arn:user/b | first_seen | IS | false",
        "arn:user/a | uncommon   | IS | false",
        "arn:user/a | first_seen | IE | false",
        "arn:user/a | first_seen |    | false",
        "arn:role/x | api_calls  |    | true",
        "arn:role/y | api_calls  | 7  | true",
        "x.arn:role/y | api_calls | | false"
      })
  void aVerdictCoversWhatItNamesAndAStarAnything(
      String entity, String kind, String value, boolean isCovered) throws IOException {
    Feedback feedback =
        feedback("arn:user/a,first_seen,IS,benign,,sofia,holiday", "arn:role/*,api_*,,benign,,s,w");
    assertThat(feedback.find(entity, kind, value, DAY).isPresent()).isEqualTo(isCovered);
  }

  @Test
  void aVerdictHoldsForTheWholePastUntilItsDay() throws IOException {
    Feedback feedback = feedback("*,*,*,benign,2026-10-17,sofia,scan of ours");
    assertThat(feedback.find("e", "k", null, DAY)).isPresent();
    assertThat(feedback.find("e", "k", null, DAY.minusYears(1))).isPresent();
    assertThat(feedback.find("e", "k", null, DAY.plusDays(1))).isEmpty();
  }

  @Test
  void theLastVerdictCounts() throws IOException {
    Feedback feedback = feedback("*,*,*,benign,,a,first", "e,*,*,malicious,,b,second", "");
    assertThat(feedback.find("e", "k", "v", DAY).orElseThrow().why()).isEqualTo("second");
    assertThat(feedback.find("f", "k", "v", DAY).orElseThrow().why()).isEqualTo("first");
    assertThat(feedback.size()).isEqualTo(2);
  }

  @Test
  void itIsAppliedToRowsAsTheyAreRead() throws IOException {
    Feedback feedback = feedback("e.1,*,*,benign,,sofia,\"ours, always\"");
    assertThat(
            tuples(
                feedback.judge(
                    rows(
                        "day DATE, entity STRING, kind STRING, value STRING",
                        "{\"day\":\"2026-10-17\",\"entity\":\"e.1\",\"kind\":\"k\"}",
                        "{\"day\":\"2026-10-17\",\"entity\":\"ex1\",\"kind\":\"k\"}")),
                "entity",
                "verdict",
                "verdict_by",
                "verdict_reason"))
        .containsExactly(
            tuple("e.1", "benign", "sofia", "ours, always"), tuple("ex1", null, null, null));
  }

  @Test
  void whatSomebodyCalledBenignIsTakenAwayAndWhatHeCalledMaliciousIsNot() throws IOException {
    Feedback feedback = feedback("a,*,*,benign,,s,w", "b,*,*,malicious,,s,w");
    Dataset<Row> anomalies =
        rows(
            "day DATE, entity STRING, kind STRING, value STRING",
            "{\"day\":\"2026-10-17\",\"entity\":\"a\",\"kind\":\"k\"}",
            "{\"day\":\"2026-10-17\",\"entity\":\"b\",\"kind\":\"k\"}",
            "{\"day\":\"2026-10-17\",\"entity\":\"c\",\"kind\":\"k\"}");
    assertThat(tuples(feedback.upheld(anomalies), "entity"))
        .containsExactly(tuple("b"), tuple("c"));
    assertThat(tuples(feedback.benign(anomalies), "entity")).containsExactly(tuple("a"));
    assertThat(Feedback.NONE.upheld(anomalies)).isSameAs(anomalies);
    assertThat(Feedback.NONE.benign(anomalies).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,c,fine,,who,why | :2: verdict 'fine' is neither benign nor malicious",
        "a,b,c,benign,soon,who,why | :2: until 'soon' is no day as 2026-10-17",
        "a,b,c,benign,,,why | :2: who decided, or why, is missing",
        "a,b,c | :2: 3 columns instead of seven"
      })
  void aLineThatCannotBeUnderstoodIsNamed(String line, String problem) {
    assertThatThrownBy(() -> feedback(line))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(problem + "; correct the line, or take it out");
  }

  @Test
  void otherColumnsAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), "entity,verdict\n");
    assertThatThrownBy(() -> Feedback.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ":1: the columns are not entity,kind,");
  }

  @Test
  void theFileThatIsShippedIsEmptyAndOneNeedNotBeThere() {
    assertThat(Feedback.read(Path.of("..", "conf", "feedback.csv")).size()).isZero();
    assertThat(Feedback.load(Settings.defaults()).size()).isZero();
  }
}
