package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.round;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.MemoryLake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of entities, on a lake of a user, his role's session and a bucket. */
final class EntityProfileTest {
  private static final String JONAS = "arn:aws:iam::111122223333:user/jonas";
  private static final String BACKUP = "arn:aws:iam::222233334444:role/backup";
  private static final String TIMES =
      ",\"first_time\":\"2026-10-16T10:00:00Z\",\"last_time\":\"2026-10-16T10:30:00Z\"";

  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.ENTITIES,
              entity("IAM_USER", JONAS, "jonas"),
              entity("IAM_USER", "arn:aws:iam::222233334444:user/Backup", "Backup"),
              entity("IAM_ROLE", BACKUP, "backup"),
              entity("ROLE_SESSION", "AROA2:jonas", "s1"),
              entity("ROLE_SESSION", "AROA3:s2", "s2"),
              entity("S3_BUCKET", "logs.*", "logs.*"),
              entity("IP_ADDRESS", "198.51.100.9", "198.51.100.9"),
              entity("IP_ADDRESS", "2001:db8::1", "2001:db8::1"))
          .with(
              Table.EDGES,
              edge("IAM_USER", JONAS, "started_session", "ROLE_SESSION", "AROA2:jonas"),
              edge("ROLE_SESSION", "AROA2:jonas", "started_session", "ROLE_SESSION", "AROA3:s2"),
              edge("ROLE_SESSION", "AROA3:s2", "assumed", "IAM_ROLE", BACKUP),
              edge("IAM_ROLE", BACKUP, "created", "S3_BUCKET", "logs.*"),
              edge("IAM_USER", JONAS, "used_ip", "IP_ADDRESS", "198.51.100.9"),
              edge("IAM_USER", JONAS, "used_ip", "IP_ADDRESS", "198.51.100.9")
                  .replace("10-16", "10-09"))
          .with(
              Table.ACTIVITY,
              "{\"day\":\"2026-10-16\",\"hour\":10,\"principal\":\""
                  + JONAS
                  + "\",\"ip\":\"198.51.100.9\",\"operation\":\"ListBuckets\",\"outcome\":\"denied\","
                  + "\"events\":3"
                  + TIMES
                  + "}");

  private static String entity(String type, String id, String name) {
    return ("{\"entity_type\":\"%s\",\"entity\":\"%s\",\"name\":\"%s\","
            + "\"attributes\":{\"created_time\":\"2026-10-15T23:30:00Z\"}%s}")
        .formatted(type, id, name, TIMES);
  }

  private static String edge(String type, String from, String relation, String toType, String to) {
    return ("{\"day\":\"2026-10-16\",\"from_type\":\"%s\",\"from_entity\":\"%s\",\"relation\":\"%s\","
            + "\"to_type\":\"%s\",\"to_entity\":\"%s\",\"account\":\"1\",\"events\":1,"
            + "\"failures\":0,\"bytes\":0,\"event_ids\":[\"e\"]%s}")
        .formatted(type, from, relation, toType, to, TIMES);
  }

  private static List<Object> found(String type, String pattern) {
    return tuples(EntitySearch.of(LAKE, type, pattern), "entity").stream()
        .map(row -> row.toList().get(0))
        .toList();
  }

  private static EntityProfile.Panel panel(EntityProfile profile, String name) {
    return profile.panels().stream()
        .filter(panel -> panel.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasDoneFirstAfterTheCreationIsTold() {
    EntityProfile profile = EntityProfile.of(LAKE, JONAS, null, null, null);
    assertThat(tuples(panel(profile, "first_acts").rows(), "operation", "ip", "events"))
        .containsExactly(tuple("ListBuckets", "198.51.100.9", 3L));
    EntityProfile bucket = EntityProfile.of(LAKE, "logs.*", null, null, null);
    assertThat(panel(bucket, "first_acts").rows().isEmpty()).isTrue();
  }

  @Test
  void entitiesAreFoundByTypeWildcardAndBlock() {
    assertThat(found("iam_role", null)).containsExactly(BACKUP);
    assertThat(found(null, "*BACKUP")).hasSize(2);
    assertThat(found(null, "jona?")).containsExactly(JONAS);
    assertThat(found(null, "logs.*")).containsExactly("logs.*");
    assertThat(found(null, "198.51.0.0/16")).containsExactly("198.51.100.9");
    assertThat(found(null, "2001:db8::/32")).containsExactly("2001:db8::1");
    assertThat(found(null, "*")).hasSize(8);
    assertThat(found(null, "nothing")).isEmpty();
  }

  @Test
  void whatManyRareThingsHangOnIsImportantAndWhatNothingNamesIsLast() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.ENTITIES,
                entity("IAM_USER", "a", "a"),
                entity("IAM_USER", "b", "b"),
                entity("IAM_USER", "alone", "alone"))
            .with(
                Table.EDGES,
                // A bucket of his own, met in two ways and on two days; an agent that b has too.
                edge("IAM_USER", "a", "created", "S3_BUCKET", "x"),
                edge("IAM_USER", "a", "accessed", "S3_BUCKET", "x").replace("10-16", "10-15"),
                edge("S3_BUCKET", "x", "acted_on", "IAM_USER", "a"),
                edge("IAM_USER", "a", "changed", "IAM_USER", "a"),
                edge("IAM_USER", "a", "used_agent", "USER_AGENT", "cli"),
                edge("IAM_USER", "b", "used_agent", "USER_AGENT", "cli"),
                edge("IAM_USER", "b", "accessed", "S3_BUCKET", "old").replace("10-16", "10-09"));
    double bucket = 0.63093; // 1 / log2(3)
    assertThat(importance(lake, new EntityPath.Window(null, null)))
        .containsExactly(tuple("a", 2L, 1.13093), tuple("b", 1L, 0.5), tuple("alone", null, null));
    LocalDate before = LocalDate.of(2026, 10, 9);
    assertThat(importance(lake, new EntityPath.Window(null, before)))
        .containsExactly(
            tuple("b", 1L, bucket), tuple("a", null, null), tuple("alone", null, null));
  }

  private static List<Tuple> importance(MemoryLake lake, EntityPath.Window days) {
    return tuples(
        EntitySearch.byImportance(lake, "IAM_USER", null, days)
            .withColumn("importance", round(col("importance"), 6)),
        "entity",
        "neighbours",
        "importance");
  }

  @Test
  void anUnknownTypeIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> EntitySearch.of(LAKE, "IAM_ROLES", null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("did you mean 'IAM_ROLE'");
  }

  @ParameterizedTest
  @CsvSource({
    "jonass, near it: arn:aws:iam::111122223333:user/jonas",
    "backup, is the name of several entities"
  })
  void anIdThatIsNoneOrSeveralIsRefusedInOneLine(String given, String why) {
    assertThatThrownBy(() -> EntityProfile.of(LAKE, given, null, null, null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void theScopeIsTheDayInWhichItWasLastSeenUnlessGiven() {
    assertThat(EntityProfile.of(LAKE, "jonas", null, null, null).scope())
        .isEqualTo(new Scope(Scope.time("2026-10-15T11:00"), Scope.time("2026-10-16T11:00")));
    assertThat(EntityProfile.of(LAKE, "backup", "IAM_ROLE", null, Scope.time("2026-10-18")).scope())
        .isEqualTo(new Scope(Scope.time("2026-10-17"), Scope.time("2026-10-18")));
  }

  @Test
  void theChainOfARoleLeadsBackToTheUserWhoBeganIt() {
    EntityProfile profile = EntityProfile.of(LAKE, BACKUP, null, null, null);
    assertThat(tuples(panel(profile, "chain").rows(), "step", "from_entity", "to_entity"))
        .containsExactlyInAnyOrder(
            tuple(-1, "AROA2:jonas", "AROA3:s2"), tuple(-2, JONAS, "AROA2:jonas"));
  }

  @Test
  void aUserHasHisCallsAndWhatIsNewOfHim() {
    EntityProfile profile = EntityProfile.of(LAKE, JONAS, null, null, null);
    assertThat(tuples(panel(profile, "calls_by_operation").rows(), "operation", "calls", "denied"))
        .containsExactly(tuple("ListBuckets", 3L, 3L));
    assertThat(tuples(panel(profile, "newly_seen").rows(), "relation", "to_entity"))
        .containsExactly(tuple("started_session", "AROA2:jonas"));
  }

  @Test
  void aProfileAsJsonHoldsTheScopeAndAllPanels() throws Exception {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ProfileWriter.JSON.write(EntityProfile.of(LAKE, "logs.*", null, null, null), out);
    out.flush();
    JsonNode profile = new ObjectMapper().readTree(text.toString());
    assertThat(profile.at("/scope/end_time").asText()).isEqualTo("2026-10-16T11:00:00Z");
    assertThat(profile.at("/creation/0/from_entity").asText()).isEqualTo(BACKUP);
    assertThat(profile.get("traffic")).isEmpty();
  }
}
