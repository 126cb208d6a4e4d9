package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.run.LogRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rollup of large scans gives what comparing all ids gives: that one is the oracle. */
final class RollupTest {
  private static final String DAY = "2026-10-17";
  private static final List<String> SOURCES = List.of("CLOUD_TRAIL_MGMT", "VPC_FLOW", "cloudtrail");
  private static final List<String> RULES = List.of("null", "[\"a\"]", "[\"a\",\"b\"]");

  /** Which copies a scan holds. */
  private enum Copies {
    NONE,
    EQUAL,
    UNEQUAL,
    OF_EACH
  }

  @ParameterizedTest
  @EnumSource
  void callsRolledUpInTheirWordsAreThoseOfComparingAllIds(Copies copies) {
    LogScan trail = scan("cloudtrail", calls(copies, new Random(7)), 3, true);
    LogScan lake = scan("CLOUD_TRAIL_MGMT", calls(copies, new Random(7)).subList(0, 40), 1, true);

    assertSameAsOracle(Feed.ACTIVITY, List.of(trail, lake));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void flowsWithTheirSumsAreThoseOfComparingAllIds(int tasks) {
    Random random = new Random(11);
    List<String> flows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      flows.add(
          """
          "time":"%sT10:%02d:00Z","interface":"eni-%d","account":"1","source_ip":"10.0.0.%d",
          "destination_ip":"192.0.2.%d","source_port":%d,"destination_port":443,
          "protocol_number":6,"action":"ACCEPT","log_status":"OK","packets":%d,"bytes":%d"""
              .formatted(
                  DAY,
                  random.nextInt(60),
                  random.nextInt(2),
                  random.nextInt(3),
                  random.nextInt(3),
                  40_000 + random.nextInt(1000),
                  random.nextInt(9),
                  random.nextInt(9999)));
    }
    flows.addAll(flows.subList(10, 30));
    Dataset<Row> rows = rows(Scan.schema(Flows.FLOW), json("VPC_FLOW", flows)).repartition(tasks);
    LogScan scan =
        new LogScan(
            rows.select(functions.col("*"), functions.col("record.*"))
                .withColumn("id", Flows.id())
                .select("source", "day", "id", "record", "reject", "facts"),
            Flows.FLOW,
            Flows.traffic(),
            false);

    assertSameAsOracle(Feed.TRAFFIC, List.of(scan));
  }

  @Test
  void rejectsAndFactsThatAreAlikeAreEachCounted() {
    Dataset<Row> once =
        ScanRows.rollUp(
            Feed.ACTIVITY,
            ScanRows.scan(
                ScanRows.reject("cloudtrail", DAY, "a", 3),
                ScanRows.facts("cloudtrail", DAY, "a", 7),
                ScanRows.call("cloudtrail", DAY, "e1"),
                ScanRows.call("cloudtrail", DAY, "e2")));
    Dataset<Row> counts = Rollup.counts(once.union(once));

    assertThat(counts.filter(Rollup.isReject()).count()).isEqualTo(2);
    assertThat(counts.filter(Rollup.isFacts()).count()).isEqualTo(2);
    assertThat(counts.filter(Rollup.isRecord()).select("records").collectAsList())
        .containsExactly(RowFactory.create(4L));
  }

  private static void assertSameAsOracle(Feed feed, List<LogScan> scans) {
    Dataset<Row> oracle = feed.rollUp(LogScan.together(scans), SOURCES);
    Rollup.RolledUp large = feed.rollUpLarge(scans, SOURCES, 3);
    Set<String> ofAll = Set.of("source", "day", "reject", "facts");
    Column[] columns =
        Arrays.stream(oracle.columns())
            .sorted()
            .map(
                name ->
                    ofAll.contains(name)
                        ? functions.col(name)
                        : functions.when(Rollup.isRecord(), functions.col(name)).as(name))
            .toArray(Column[]::new);
    List<String> expected = oracle.select(columns).toJSON().collectAsList();

    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(large.rows().select(columns).toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertCounts(large);
    large.close();
  }

  /** The few rows say what the many do. */
  private static void assertCounts(Rollup.RolledUp large) {
    Column isOther = functions.not(Rollup.isRecord());
    assertThat(large.counts().filter(isOther).select("reject", "facts").toJSON().collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            large.rows().filter(isOther).select("reject", "facts").toJSON().collectAsList());
    Column[] totals =
        SOURCES.stream()
            .flatMap(source -> Stream.of("seen." + source, "kept." + source))
            .map(functions::sum)
            .toArray(Column[]::new);
    Row total = large.rows().agg(functions.sum("records"), totals).first();
    assertThat(total.getLong(0)).isPositive();
    assertThat(large.counts().agg(functions.sum("records"), totals).first()).isEqualTo(total);
    String[] sender = {"source", "day", "account", "region"};
    assertThat(large.counts().filter(Rollup.isRecord()).count())
        .isEqualTo(
            large
                .rows()
                .filter(Rollup.isRecord())
                .select(sender[0], sender[1], sender[2], sender[3])
                .distinct()
                .count());
  }

  private static LogScan scan(String source, List<String> calls, int tasks, boolean isInWords) {
    List<String> rows = new ArrayList<>(List.of(json(source, calls)));
    rows.add(ScanRows.reject(source, DAY, source + "-file", 3));
    rows.add(ScanRows.facts(source, DAY, source + "-file", 7));
    return new LogScan(
        rows(Scan.schema(ApiCalls.CALL), rows.toArray(String[]::new)).repartition(tasks),
        ApiCalls.CALL,
        ApiCalls.activity(LogRules.NONE),
        isInWords);
  }

  private static String[] json(String source, List<String> records) {
    List<String> rows = new ArrayList<>();
    for (String record : records) {
      String id = record.replaceAll("(?s).*\"event_id\":\"([^\"]*)\".*", "$1");
      rows.add(
          "{\"source\":\"%s\",\"day\":\"%s\",\"id\":\"%s\",\"record\":{%s}}"
              .formatted(source, DAY, id.length() > 9 ? "x" : id, record.replace("\n", " ")));
    }
    return rows.toArray(String[]::new);
  }

  private static List<String> calls(Copies copies, Random random) {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      calls.add(call(random, i));
    }
    if (copies == Copies.EQUAL) {
      calls.addAll(calls.subList(20, 50));
    } else if (copies == Copies.UNEQUAL) {
      calls.subList(20, 50).stream()
          .map(call -> call.replace("\"region\":\"eu", "\"region\":\"us"))
          .toList()
          .forEach(calls::add);
    } else if (copies == Copies.OF_EACH) {
      calls.addAll(List.copyOf(calls));
    }
    return calls;
  }

  private static String call(Random random, int number) {
    return """
        "time":"%sT%02d:%02d:00Z","event_id":"e%d","account":"1","region":"eu-west-%d",
        "identity_type":"AssumedRole","issuer_arn":"arn:aws:iam::1:role/r%d","operation":"Op%d",
        "source_address":"192.0.2.%d","service":"s3.amazonaws.com","target_sample":"k%d","rules":%s
        """
        .formatted(
            DAY,
            10 + random.nextInt(2),
            random.nextInt(60),
            number,
            random.nextInt(2),
            random.nextInt(3),
            random.nextInt(2),
            random.nextInt(2),
            random.nextInt(20),
            RULES.get(random.nextInt(RULES.size())));
  }
}
