package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the page of an investigation says in words. */
final class InvestigationPageTest {
  private static String probe(String operation, String tactic, double risk) {
    return SampleCase.indicator(
        "TTP_OBSERVED",
        "{'TTPsObservedDetail':{'Tactic':'%s','Procedure':'Probe','APIName':'%s'}}"
            .formatted(tactic, operation)
            .replace("'", "\\\""),
        "HIGH",
        risk);
  }

  private static String page(String... indicators) {
    MemoryLake lake = SampleCase.lake();
    List<Row> rows =
        new MemoryLake().with(Table.INDICATORS, indicators).read(Table.INDICATORS).collectAsList();
    String page = InvestigationPage.of(SampleCase.file(lake, rows));
    return page.substring(0, page.indexOf("<script"));
  }

  private static Section map(long addresses, long placed) {
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "map");
    return Places.section("map", "Whence", "Addresses by place.", chart, addresses, placed);
  }

  @Test
  void aProcedureIsOneCardHoweverManyOperationsItWasSeenWith() {
    String page =
        page(probe("A", "Discovery", 9), probe("B", "Discovery", 0), probe("C", "Impact", 0));
    assertThat(page)
        .containsOnlyOnce("<article")
        .contains("; so it did B, C</p>")
        .contains("procedures, 30 % of the risk");
    assertThat(page.split("<dl><div>", -1)).hasSize(4);
  }

  @Test
  void theStoryTellsWhatIsUnusualThoughItAddsNoRisk() {
    String travel =
        SampleCase.indicator("IMPOSSIBLE_TRAVEL", "{\\\"ImpossibleTravelDetail\\\":{}}", "LOW", 0);
    String story = page(travel, probe("A", "Discovery", 0));
    story = story.substring(0, story.indexOf("id=\"timeline\""));
    assertThat(story).contains("IMPOSSIBLE_TRAVEL ").doesNotContain("TTP_OBSERVED ");
  }

  @Test
  void whatIsUsualIsToldByItsPercentiles() {
    assertThat(page())
        .contains(
            "The band is the usual range, from the 10th to the 90th percentile of the 45 days before"
                + " at the same hour.");
  }

  @Test
  void withoutAnyKnownPlaceWordsStandForTheMap() {
    assertThat(map(7, 0).chart()).isNull();
    assertThat(map(7, 0).guide())
        .startsWith("No map: a place is known for 0 of 7 addresses, which");
    assertThat(map(0, 0).guide()).isEqualTo("No calls came from any address.");
    assertThat(map(7, 2).chart()).isNotNull();
    assertThat(map(7, 2).guide())
        .isEqualTo("Addresses by place. A place is known for 2 of 7 addresses.");
  }
}
