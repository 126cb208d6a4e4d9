package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlatJsonTest {
  private static final JsonFactory JSON = new JsonFactory();

  private static Map<String, String> flat(String json) {
    return FlatJson.flatten(JSON, json);
  }

  @Test
  void pathsAreDottedAndValuesOfArraysJoined() {
    assertThat(
            flat(
                """
                {"a":"x","b":{"c":1,"d":{"e":true}},"f":["y","z"],
                 "g":{"items":[{"id":"1","n":null},{"id":"2"}]},"h":[[1,2],[3]],"i":null,"j":{},
                 "k":[]}
                """))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a", "x",
                "b.c", "1",
                "b.d.e", "true",
                "f[]", "y,z",
                "g.items[].id", "1,2",
                "h[][]", "1,2,3"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "null", "17", "\"text\"", "[{\"a\":1}]", "no JSON", "{"})
  void whatIsNoObjectGivesNothing(String text) {
    assertThat(flat(text)).isEmpty();
  }

  @Test
  void halfABodyGivesWhatWasReadOfIt() {
    assertThat(flat("{\"bucketName\":\"b\",\"key\":\"k")).isEqualTo(Map.of("bucketName", "b"));
  }

  @Test
  void aLongValueIsCut() {
    assertThat(flat("{\"a\":\"" + "x".repeat(5000) + "\"}").get("a")).hasSize(2048);
  }

  @Test
  void aJoinedValueStaysWithinTheBoundWithoutHalfAnElement() {
    String joined = flat("{\"a\":[" + "\"0123456789\",".repeat(999) + "\"x\"]}").get("a[]");
    assertThat(joined.length()).isLessThanOrEqualTo(2048).isGreaterThan(2000);
    assertThat(joined.split(",")).containsOnly("0123456789", "x");
  }

  @Test
  void ofMoreLeavesThanTheBoundTheFirstAreKept() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1000; i++) {
      json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":").append(i);
    }
    assertThat(flat(json + "}")).hasSize(256).containsEntry("k0", "0").containsEntry("k255", "255");
  }

  @Test
  void aNameTooLongForAnyParameterIsLeftOut() {
    String name = "n".repeat(3000);
    assertThat(flat("{\"" + name + "\":{\"b\":1},\"" + name + "\":[2],\"a\":{\"b\":3}}"))
        .isEqualTo(Map.of("a.b", "3"));
  }

  @Test
  void bracketsDeeperThanAnyRequestGiveWhatStoodBefore() {
    String json = "{\"a\":1,\"b\":" + "{\"c\":".repeat(100_000) + "1" + "}".repeat(100_001);
    assertThat(flat(json)).isEqualTo(Map.of("a", "1"));
    assertThat(flat("{\"a\":1,\"b\":" + "[".repeat(100_000))).isEqualTo(Map.of("a", "1"));
  }

  @Property(tries = 500)
  void noTextThrows(@ForAll String text) {
    assertThat(flat("{\"a\":1," + text)).containsEntry("a", "1");
  }
}
