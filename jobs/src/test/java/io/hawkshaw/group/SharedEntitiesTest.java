package io.hawkshaw.group;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class SharedEntitiesTest {
  /** An instance stands behind an address of its account, and behind one of the internet. */
  @Test
  void aPrivateAddressIsTheMachineOfItsAccountAlone() {
    MemoryLake lake =
        new MemoryLake()
            .with(Table.EDGES, assigned("198.51.100.9", "i-1"), assigned("10.0.0.9", "i-2"))
            .with(
                Table.ANOMALIES,
                departed("198.51.100.9", "null"),
                departed("10.0.0.9", "\"111122223333\""),
                departed("10.0.0.9", "\"444455556666\""));
    Night night =
        new Night(
            lake,
            new TreeSet<>(List.of(LocalDate.parse("2026-10-16"))),
            Map.of(),
            Settings.defaults(),
            Instant.EPOCH);

    Dataset<Row> shared =
        SharedEntities.of(night, Facts.of(night, 2))
            .selectExpr("subject", "account", "array_join(shared.id, ' ') AS ids");

    assertThat(tuples(shared, "subject", "account", "ids"))
        .containsExactlyInAnyOrder(
            tuple("198.51.100.9", null, "198.51.100.9 i-1"),
            tuple("10.0.0.9", "111122223333", "10.0.0.9 i-2"),
            tuple("10.0.0.9", "444455556666", "10.0.0.9"));
  }

  private static String assigned(String address, String instance) {
    return """
        {"day":"2026-10-16","from_type":"IP_ADDRESS","from_entity":"%s","relation":"assigned_to",\
        "to_type":"EC2_INSTANCE","to_entity":"%s","account":"111122223333","events":1,"failures":0,\
        "first_time":"2026-10-16T10:00:00Z","last_time":"2026-10-16T10:00:00Z"}"""
        .formatted(address, instance);
  }

  private static String departed(String address, String account) {
    return """
        {"day":"2026-10-16","entity_type":"IP_ADDRESS","entity":"%s","account":%s,\
        "is_service":false,"kind":"failed_logins_of_address","dimension":"failed_login",\
        "value":%2$s,"score":60.0,"sentence":"s",\
        "first_time":"2026-10-16T10:00:00Z","last_time":"2026-10-16T10:00:00Z"}"""
        .formatted(address, account);
  }
}
