package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The summary of a day, in all its forms. */
final class SummaryTest {
  private static final String MARKUP = "<script>alert(1)</script>";
  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.COVERAGE,
              "{\"day\":\"2026-10-16\",\"account\":\"1\",\"source\":\"cloudtrail\","
                  + "\"records\":10,\"rejected\":1,\"late\":0,\"bytes\":99,\"status\":\"partial\"}",
              "{\"day\":\"2026-10-16\",\"account\":\"2\",\"source\":\"cloudtrail\","
                  + "\"records\":5,\"rejected\":0,\"late\":0,\"bytes\":9,\"status\":\"ok\"}",
              "{\"day\":\"2026-10-15\",\"account\":\"1\",\"source\":\"old\",\"status\":\"ok\"}")
          .with(
              Table.FINDING_GROUPS,
              group("2026-10-14", "g1", "ACTIVE", 40),
              group("2026-10-16", "g1", "ACTIVE", 60),
              group("2026-10-15", "g2", "ACTIVE", 90),
              group("2026-10-16", "g2", "INACTIVE", 90),
              group("2026-10-08", "g3", "ACTIVE", 90))
          .with(
              Table.INVESTIGATIONS,
              "{\"day\":\"2026-10-16\",\"entity_arn\":\""
                  + MARKUP
                  + "\",\"score\":70,"
                  + "\"state\":\"ACTIVE\"}",
              "{\"day\":\"2026-10-16\",\"entity_arn\":\"done\",\"state\":\"ARCHIVED\"}")
          .with(
              Table.ANOMALIES,
              "{\"day\":\"2026-10-16\",\"kind\":\"first_seen\",\"dimension\":\"country\","
                  + "\"new_for_organization\":true,\"ips\":[\"203.0.113.66\"]}",
              "{\"day\":\"2026-10-16\",\"kind\":\"first_seen\",\"dimension\":\"country\","
                  + "\"new_for_organization\":false,\"ips\":[\"192.0.2.1\"]}")
          .with(
              Table.ACTIVITY,
              call("2026-10-16", "ada", "203.0.113.66", "success", 3),
              call("2026-10-16", "ada", "203.0.113.66", "denied", 4),
              call("2026-10-16", "bob", "192.0.2.1", "success", 9),
              call("2026-10-15", "bob", "192.0.2.1", "success", 2),
              call("2026-10-01", "bob", "192.0.2.1", "success", 100),
              "{\"day\":\"2026-10-16\",\"service\":\"kubernetes\",\"operation\":\"create\","
                  + "\"target_type\":\"Kubernetes::pods\",\"outcome\":\"success\",\"events\":6,"
                  + "\"account\":\"1\",\"cluster\":\"shop\"}")
          .with(
              Table.TRAFFIC,
              "{\"day\":\"2026-10-16\",\"instance\":\"i-1\",\"bytes_in\":5,\"bytes_out\":7}",
              "{\"day\":\"2026-10-10\",\"instance\":\"i-1\",\"bytes_in\":1,\"bytes_out\":1}",
              "{\"day\":\"2026-10-09\",\"instance\":\"i-1\",\"bytes_in\":1,\"bytes_out\":1}");

  private static String group(String day, String id, String status, int score) {
    return "{\"day\":\"%s\",\"group_id\":\"%s\",\"headline\":\"Story of %s\",\"status\":\"%s\",\"score\":%d}"
        .formatted(day, id, id, status, score);
  }

  private static String call(String day, String who, String ip, String outcome, int events) {
    return ("{\"day\":\"%s\",\"principal_type\":\"IAM_USER\",\"principal\":\"%s\","
            + "\"is_service\":false,\"ip\":\"%s\",\"country\":\"IS\",\"latitude\":64,"
            + "\"longitude\":-21,\"outcome\":\"%s\",\"events\":%d}")
        .formatted(day, who, ip, outcome, events);
  }

  private static String written(SummaryWriter format) {
    StringWriter text = new StringWriter();
    format.write(Summary.of(LAKE, null), new PrintWriter(text));
    return text.toString();
  }

  @Test
  void allNumbersAreThoseOfTheLastDayOrWeek() throws Exception {
    JsonNode summary = new ObjectMapper().readTree(written(SummaryWriter.JSON));
    assertThat(summary.get("day").asText()).isEqualTo("2026-10-16");
    assertThat(summary.get("coverage")).hasSize(1);
    assertThat(summary.at("/coverage/0/problems").asText()).isEqualTo("partial");
    assertThat(summary.at("/coverage/0/accounts_with_problems").asInt()).isEqualTo(1);
    assertThat(summary.at("/coverage/0/records").asInt()).isEqualTo(15);
    assertThat(summary.get("groups")).hasSize(1);
    assertThat(summary.at("/groups/0/headline").asText()).isEqualTo("Story of g1");
    assertThat(summary.at("/groups/0/score").asInt()).isEqualTo(60);
    assertThat(summary.get("investigations")).hasSize(1);
    assertThat(summary.get("places")).hasSize(1);
    assertThat(summary.at("/places/0/success").asInt()).isEqualTo(3);
    assertThat(summary.at("/places/0/failed").asInt()).isEqualTo(4);
    assertThat(summary.at("/places/0/principals")).hasToString("[\"ada\"]");
    assertThat(summary.at("/principals/0/principal").asText()).isEqualTo("bob");
    assertThat(summary.at("/principals/0/calls").asInt()).isEqualTo(9);
    assertThat(summary.get("principals_by_day")).hasSize(3);
    assertThat(summary.at("/instances/0/bytes").asInt()).isEqualTo(12);
    assertThat(summary.get("instances_by_day")).hasSize(2);
    assertThat(summary.at("/clusters/0/pods").asInt()).isEqualTo(6);
  }

  @Test
  void theOtherFormsTellTheSameAsText() {
    assertThat(written(SummaryWriter.TABLE)).contains("Summary of 2026-10-16", "bob", MARKUP);
    assertThat(written(SummaryWriter.CSV))
        .contains("2026-10-16,investigations,1,entity_arn," + MARKUP + "\r\n")
        .contains("2026-10-16,places,1,failed,4\r\n");
    String page = written(SummaryWriter.HTML);
    assertThat(page.substring(0, page.indexOf("<script")))
        .contains("<h1>2026-10-16</h1>", "Newly observed geolocations")
        .doesNotContain(MARKUP);
    assertThat(page).doesNotContain(MARKUP).contains("\\u003Cscript\\u003Ealert(1)");
  }

  @Test
  void aDayWithoutAnythingIsEmpty() {
    StringWriter text = new StringWriter();
    SummaryWriter.TABLE.write(Summary.of(LAKE, LocalDate.of(2026, 1, 1)), new PrintWriter(text));
    assertThat(text.toString()).contains("Summary of 2026-01-01").contains("none");
  }
}
