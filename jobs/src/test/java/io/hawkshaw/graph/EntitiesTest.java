package io.hawkshaw.graph;

import static io.hawkshaw.graph.GraphDay.CLUSTER;
import static io.hawkshaw.graph.GraphDay.DAY;
import static io.hawkshaw.graph.GraphDay.DEPLOY;
import static io.hawkshaw.graph.GraphDay.JONAS;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GraphSettings;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The entities of one day that holds a call, flow, query or finding of each kind. */
final class EntitiesTest {
  private static MemoryLake lake;

  @BeforeAll
  static void build() {
    lake = GraphDay.lake();
    lake.replace(Table.ENTITIES, GraphDay.night(lake).days(), Entities.build(GraphDay.night(lake)));
  }

  @Test
  void aSubjectOfKubernetesBearsItsOwnNameWhetherOrNotItsClusterIsKnown() {
    assertThat(tuples(lake.read(Table.ENTITIES), "entity", "name"))
        .contains(
            tuple("222233334444/eu-west-1/admin", "admin"), tuple(CLUSTER + "/admin", "admin"));
  }

  @Test
  void aSnapshotTellsWhenARoleWasMade() {
    assertThat(
            lake.read(Table.ENTITIES)
                .filter("attributes['created_time'] = '2020-01-02T03:04:05Z'")
                .select("entity")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(DEPLOY);
  }

  @Test
  void anEntityOfManyEdgesIsMarkedAndKeepsThemAll() {
    long most =
        lake.read(Table.EDGES)
            .filter(col("from_entity").equalTo(DEPLOY).or(col("to_entity").equalTo(DEPLOY)))
            .count();
    Settings settings = Settings.defaults().withGraph(new GraphSettings((int) most - 1));
    Dataset<Row> entities = Entities.build(GraphDay.night(lake, settings));

    assertThat(
            entities
                .filter("attributes['high_volume_day'] = '" + DAY + "'")
                .select("entity")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(DEPLOY);
  }

  @Test
  void entitiesTellWhoMadeThemAndTheirUniqueId() {
    Dataset<Row> entities = lake.read(Table.ENTITIES);
    assertThat(
            tuples(
                entities.selectExpr(
                    "entity",
                    "account",
                    "name",
                    "attributes['created_by'] AS by",
                    "attributes['created_time'] AS made",
                    "attributes['principal_id'] AS id"),
                "entity",
                "account",
                "name",
                "by",
                "made",
                "id"))
        .contains(
            tuple("i-0a22222222", null, "i-0a22222222", DEPLOY, "2026-10-16T10:00:00Z", null),
            tuple(JONAS, "111122223333", "jonas", null, null, "AIDA1"),
            tuple("i-0b33333333", "222233334444", "i-0b33333333", null, null, null));
  }

  /** Which of two rows of one time comes first is nobody's to say. */
  @Test
  void whoMadeAUserIsKnownThoughASnapshotTellsOnlyTheTime() {
    MemoryLake both =
        new MemoryLake()
            .with(
                Table.EDGES,
                """
                {"day":"%s","from_type":"IAM_ROLE","from_entity":"%s","relation":"created",
                 "to_type":"IAM_USER","to_entity":"%s","first_time":"2026-10-16T03:00:00Z",
                 "last_time":"2026-10-16T03:00:00Z"}"""
                    .formatted(DAY, DEPLOY, JONAS))
            .with(
                Table.IAM_IDENTITIES,
                """
                {"day":"%s","snapshot_time":"2026-10-16T06:00:00Z","entity_type":"IAM_USER",
                 "entity":"%s","principal_id":"AIDA1","created_time":"2026-10-16T03:00:00Z"}"""
                    .formatted(DAY, JONAS));
    Night night = GraphDay.night(both);
    assertThat(
            tuples(
                Entities.build(night)
                    .filter("entity = '" + JONAS + "'")
                    .selectExpr("attributes['created_by'] AS by"),
                "by"))
        .containsExactly(tuple(DEPLOY));
  }

  @Test
  void aBucketIsOfTheAccountThatMadeItOrThatRecordsTellAndElseOfNone() {
    assertThat(
            tuples(
                lake.read(Table.ENTITIES).filter("entity_type = 'S3_BUCKET'"), "entity", "account"))
        .containsExactlyInAnyOrder(
            tuple("made", "222233334444"),
            tuple("told", "444455556666"),
            tuple("found", "333344445555"),
            tuple("refused", null),
            tuple("logs", null));
  }

  @Test
  void aBucketThatAnotherAccountMadeAnewIsOfThatAccount() {
    Night next =
        new Night(
            lake.with(
                Table.EDGES,
                """
                {"day":"2026-10-17","from_type":"S3_BUCKET","from_entity":"told","relation":"in_account",
                 "to_type":"AWS_ACCOUNT","to_entity":"111122223333","first_time":"2026-10-17T10:00:00Z",
                 "last_time":"2026-10-17T10:00:00Z"}"""),
            new TreeSet<>(List.of(DAY.plusDays(1))),
            Map.of(),
            Settings.defaults(),
            Instant.parse("2026-10-18T02:00:00Z"));
    assertThat(tuples(Entities.build(next).filter("entity = 'told'"), "account"))
        .containsExactly(tuple("111122223333"));
  }

  @Test
  void anotherNightKeepsWhatIsKnownAndMarksANameThatIsUsedAgain() {
    Dataset<Row> before = lake.read(Table.ENTITIES);
    long known = before.count();
    Dataset<Row> again = Entities.build(GraphDay.night(lake));
    assertThat(again.count()).isEqualTo(known);
    MemoryLake older = new MemoryLake();
    older.append(
        Table.ENTITIES,
        before
            .filter("entity = '" + JONAS + "'")
            .selectExpr(
                "entity_type",
                "entity",
                "account",
                "name",
                "map('principal_id', 'AIDA0') AS attributes",
                "is_service",
                "first_time - INTERVAL 9 DAYS AS first_time",
                "last_time"));
    older.append(Table.ACTIVITY, lake.read(Table.ACTIVITY));
    older.append(Table.EDGES, lake.read(Table.EDGES));
    Night night = GraphDay.night(older);
    assertThat(
            tuples(
                Entities.build(night)
                    .filter("entity = '" + JONAS + "'")
                    .selectExpr(
                        "attributes['principal_id'] AS id",
                        "attributes['reused'] AS reused",
                        "first_time"),
                "id",
                "reused",
                "first_time"))
        .containsExactly(tuple("AIDA0,AIDA1", "true", "2026-10-07T06:00:00Z"));
  }
}
