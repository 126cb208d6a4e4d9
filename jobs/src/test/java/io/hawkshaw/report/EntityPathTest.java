package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.MemoryLake;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntityPathTest {
  private static final EntityPath.Window ALWAYS = new EntityPath.Window(null, null);

  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.ENTITIES,
              entity("IAM_USER", "jonas"),
              entity("IAM_ROLE", "deployment"),
              entity("S3_BUCKET", "exports"))
          .with(
              Table.EDGES,
              edge("IAM_USER", "jonas", "assumed", "IAM_ROLE", "deployment", 0),
              edge("IAM_ROLE", "deployment", "changed", "S3_BUCKET", "exports", 0),
              edge("IAM_ROLE", "deployment", "accessed", "S3_BUCKET", "exports", 0),
              edge("IAM_USER", "jonas", "accessed", "S3_BUCKET", "exports", 1),
              edge("IAM_USER", "jonas", "in_account", "AWS_ACCOUNT", "1", 0),
              edge("AWS_ACCOUNT", "1", "in_account", "S3_BUCKET", "exports", 0));

  private static String entity(String type, String id) {
    return """
        {"entity_type": "%s", "entity": "%s", "name": "%s", "attributes": {}}"""
        .formatted(type, id, id);
  }

  private static String edge(
      String fromType, String from, String relation, String toType, String to, int failures) {
    return """
        {"day": "2026-10-16", "from_type": "%s", "from_entity": "%s", "relation": "%s",
         "to_type": "%s", "to_entity": "%s", "events": 1, "failures": %d,
         "first_time": "2026-10-16T01:00:00Z", "last_time": "2026-10-16T02:00:00Z"}"""
        .formatted(fromType, from, relation, toType, to, failures);
  }

  @Test
  void thePathGoesAlongWhatWasDoneAndSucceeded() {
    assertThat(
            tuples(
                EntityPath.of(LAKE, "jonas", "exports", ALWAYS, 4, 5),
                "path",
                "step",
                "from_entity",
                "relations",
                "to_entity"))
        .containsExactly(
            tuple(1, 1, "jonas", List.of("assumed"), "deployment"),
            tuple(1, 2, "deployment", List.of("accessed", "changed"), "exports"));
  }

  @Test
  void whereNoWayLeadsThereIsNoRow() {
    assertThat(EntityPath.of(LAKE, "exports", "jonas", ALWAYS, 4, 5).collectAsList()).isEmpty();
    assertThat(EntityPath.of(LAKE, "jonas", "exports", ALWAYS, 1, 5).collectAsList()).isEmpty();
    EntityPath.Window before = new EntityPath.Window(null, LocalDate.of(2026, 10, 15));
    assertThat(EntityPath.of(LAKE, "jonas", "exports", before, 4, 5).collectAsList()).isEmpty();
  }

  @Test
  void anEntityThatIsNotThereIsNamedWithWhatIsNearIt() {
    assertThatThrownBy(() -> EntityPath.of(LAKE, "jonah", "exports", ALWAYS, 4, 5))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("jonas");
  }
}
