package io.hawkshaw.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An injected incident, as {@code truth.json} tells it.
 *
 * @param kind kind of incident
 * @param day UTC day on which it plays
 * @param entities principals, resources and addresses of it
 */
public record Incident(String kind, LocalDate day, Set<String> entities) {

  /** The incidents of a generated lake. */
  public static List<Incident> read(Path truth) throws IOException {
    List<Incident> all = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(truth.toFile()).get("incidents")) {
      Set<String> entities = texts(one.get("principals"));
      entities.addAll(texts(one.get("resources")));
      entities.addAll(texts(one.get("addresses")));
      all.add(
          new Incident(
              one.get("kind").asText(),
              LocalDate.parse(one.get("days").get(0).asText()),
              entities));
    }
    return all;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** True for an alert that leads to it: one of its entities on its day. */
  boolean isFoundBy(Alert alert) {
    return alert.day().equals(day) && entities.contains(alert.entity());
  }
}
