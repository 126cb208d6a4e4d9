package io.hawkshaw.enrichment;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class EnrichmentTest {
  private static final List<String> ALL =
      List.of("country", "city", "latitude", "longitude", "asn", "aso");

  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.FINDINGS,
              finding("2026-10-16", "GuardDuty", "networkConnectionAction", "Iceland", "old"),
              finding("2026-10-17", "GuardDuty", "awsApiCallAction", "Iceland", "new"),
              finding("2026-10-18", "GuardDuty", "awsApiCallAction", "Spain", "later"),
              finding("2026-10-17", "Other", "awsApiCallAction", "France", "other"));

  private static String finding(
      String day, String product, String action, String country, String aso) {
    String remote =
        """
        {'service':{'action':{'%s':{'remoteIpDetails':{'ipAddressV4':'8.8.4.4',
        'country':{'countryName':'%s'},'city':{'cityName':'C'},'geoLocation':{'lat':1.5,'lon':2},
        'organization':{'asn':'7','asnOrg':'%s'}}}}}}"""
            .formatted(action, country, aso)
            .replace("\n", " ")
            .replace("'", "\\\"");
    return "{\"day\":\"%s\",\"product\":\"%s\",\"updated_time\":\"%sT01:00:00Z\",\"detail\":\"%s\"}"
        .formatted(day, product, day, remote);
  }

  private static Dataset<Row> filled(EnrichmentSettings files) {
    Night night =
        new Night(
            LAKE,
            new TreeSet<>(List.of(LocalDate.parse("2026-10-17"))),
            Map.of(),
            Settings.defaults().withEnrichment(files),
            Instant.EPOCH);
    Dataset<Row> rows =
        rows(
            "ip STRING, events BIGINT, country STRING",
            "{\"ip\":\"203.0.113.66\",\"events\":1}",
            "{\"ip\":\"8.8.4.4\",\"events\":2}",
            "{\"ip\":\"10.0.0.1\",\"events\":3}",
            "{\"events\":4}");
    return Enrichment.fill(night, rows, ALL).sort("events");
  }

  private static List<org.assertj.core.groups.Tuple> told(EnrichmentSettings files) {
    return tuples(
        filled(files), "events", "country", "city", "latitude", "longitude", "asn", "aso");
  }

  @Test
  void withDatabasesTheyAloneTellAndNoRowIsLost() {
    Path geo = Path.of("..", "sample-data", "geo");
    assertThat(
            told(
                new EnrichmentSettings(
                    geo.resolve("city.mmdb").toString(),
                    geo.resolve("asn.mmdb").toString(),
                    null,
                    null)))
        .containsExactly(
            tuple(1L, "IS", "Reykjavik", 64.1, -21.9, 64496L, "Example Hosting"),
            tuple(2L, null, null, null, null, null, null),
            tuple(3L, null, null, null, null, null, "Private network"),
            tuple(4L, null, null, null, null, null, null));
  }

  @Test
  void withoutThemGuardDutysLatestWordUpToTheNightIsTaken() {
    assertThat(told(Settings.defaults().enrichment()))
        .containsExactly(
            tuple(1L, null, null, null, null, null, "Documentation"),
            tuple(2L, "IS", "C", 1.5, 2.0, 7L, "new"),
            tuple(3L, null, null, null, null, null, "Private network"),
            tuple(4L, null, null, null, null, null, null));
  }
}
