package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a group of two findings that share an address. */
final class GroupPageTest {
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static String member(String group, String type, String id, String title) {
    return ("{\"day\":\"2026-10-16\",\"group_id\":\"%s\",\"member_type\":\"%s\",\"member\":\"%s\","
            + "\"title\":\"%s\"}")
        .formatted(group, type, id, title);
  }

  private static JsonNode data(String page) throws IOException {
    String begin = "id=\"data\">";
    return new ObjectMapper()
        .readTree(page.substring(page.indexOf(begin) + begin.length(), page.indexOf("</script>")));
  }

  @Test
  void itTellsTheStoryTheMembersAndWhyTheyAreTogether() throws IOException {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.FINDING_GROUPS,
                "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"title\":\""
                    + MARKUP
                    + "\","
                    + "\"severity\":\"HIGH\",\"score\":80,\"status\":\"ACTIVE\","
                    + "\"summary\":\"First this [f1].\\nThen that [f2].\"}")
            .with(
                Table.FINDING_GROUP_MEMBERS,
                member("g1", "finding", "f1", "Probe"),
                member("g1", "evidence", "f2", MARKUP),
                member("g1", "entity", "192.0.2.1", "192.0.2.1"),
                member("g2", "finding", "f9", "Other"))
            .with(
                Table.FINDING_GROUP_LINKS,
                "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"from_member\":\"f1\","
                    + "\"to_member\":\"f2\",\"shared_type\":\"IP_ADDRESS\","
                    + "\"shared_entity\":\"192.0.2.1\",\"weight\":0.5,\"gap_seconds\":60,"
                    + "\"reason\":\"Both saw 192.0.2.1\"}");

    String page = GroupPage.of(GroupReport.of(lake, "g1", null));
    String text = page.substring(0, page.indexOf("<script"));
    assertThat(text)
        .contains("<h1>&lt;img src", "First this [f1].", "Then that [f2].", ">HIGH<")
        .doesNotContain("<img");
    JsonNode data = data(page);
    assertThat(data.at("/charts/graph/nodes")).hasSize(3);
    assertThat(data.at("/charts/graph/links")).hasSize(2);
    assertThat(data.at("/charts/graph/links/0/label").asText()).isEqualTo("Both saw 192.0.2.1");
    assertThat(data.at("/tables/members/rows")).hasSize(3);
    assertThat(data.at("/tables/links/rows")).hasSize(1);
  }

  @Test
  void theStrongestLinksAreDrawnWhereThereIsNoRoomForAll() throws IOException {
    List<String> members = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (int i = 0; i <= 120; i++) {
      members.add(member("g1", "evidence", "e%03d".formatted(i), "Evidence"));
    }
    for (int i = 1; i <= 120; i++) {
      links.add(
          "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"from_member\":\"e000\",\"to_member\":\"e%03d\",\"shared_type\":\"IP_ADDRESS\",\"shared_entity\":\"192.0.2.1\",\"weight\":%s}"
              .formatted(i, i / 1000.0));
    }
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.FINDING_GROUPS,
                "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"status\":\"ACTIVE\",\"score\":80.25}")
            .with(Table.FINDING_GROUP_MEMBERS, members.toArray(String[]::new))
            .with(Table.FINDING_GROUP_LINKS, links.toArray(String[]::new));

    String page = GroupPage.of(GroupReport.of(lake, "g1", null));
    JsonNode chart = data(page).at("/charts/graph");
    assertThat(chart.get("nodes")).hasSize(100);
    assertThat(chart.get("links")).hasSize(99);
    assertThat(chart.get("links").findValuesAsText("source"))
        .contains("e120")
        .doesNotContain("e001");
    assertThat(page).contains("100 of 122 are drawn.", "<dd>80.3</dd>");
  }
}
