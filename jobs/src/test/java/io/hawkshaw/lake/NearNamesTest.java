package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class NearNamesTest {
  private static final Dataset<Row> ENTITIES =
      rows(
          "entity STRING, name STRING",
          entity("111122223333/us-east-1/deployment", "deployment"),
          entity("arn:aws:iam::111122223333:role/deployment", "deployment"),
          entity("arn:aws:iam::222233334444:role/path/deployment", "deployment"),
          entity("arn:aws:iam::222233334444:role/Deploy", "Deploy"),
          entity("arn:aws:iam::333344445555:role/deployment", "deployment"));

  private static String entity(String id, String name) {
    return "{\"entity\":\"%s\",\"name\":\"%s\"}".formatted(id, name);
  }

  @Test
  void ofOneNameTheIdThatDiffersLeastComesFirst() {
    assertThat(NearNames.of(ENTITIES, "arn:aws:iam::333344445555:role/deploymint"))
        .first()
        .isEqualTo("arn:aws:iam::333344445555:role/deployment");
    assertThat(NearNames.of(ENTITIES, "DEPLOI"))
        .hasSize(3)
        .first()
        .isEqualTo("arn:aws:iam::222233334444:role/Deploy");
  }

  @Test
  void ofNothingNothingIsNear() {
    assertThat(NearNames.of(ENTITIES.limit(0), "x")).isEqualTo(List.of());
  }
}
