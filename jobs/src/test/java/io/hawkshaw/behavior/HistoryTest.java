package io.hawkshaw.behavior;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final LocalDate DAY = LocalDate.parse("2026-09-22");

  /** An address that a machine spoke with. */
  private static String peer(int number, int events) {
    return """
        {"day":"2026-09-22","entity_type":"EC2_INSTANCE","entity":"i-1","account":"1",
         "is_service":false,"dimension":"remote_peer","value":"peer-%04d","events":%d,"failures":0}"""
        .formatted(number, events);
  }

  @Test
  void ofThousandsOfNewValuesOfADayTheMostFrequentAreFoundAgain() {
    String[] scan =
        IntStream.range(0, 1500).mapToObj(i -> peer(i, i == 7 ? 9 : 1)).toArray(String[]::new);
    Dataset<Row> observations = rows(Table.OBSERVATIONS.schema(), scan);
    Row today =
        History.of(observations, new TreeSet<>(List.of(DAY)), Settings.defaults().anomalies())
            .select("today.new_values", "today.found.value")
            .first();

    assertThat(today.getLong(0)).isEqualTo(1500);
    List<String> found = today.getList(1);
    assertThat(found).hasSize(1000).doesNotHaveDuplicates().contains("peer-0007", "peer-1499");
    assertThat(found).doesNotContain("peer-0008");
  }
}
