package io.hawkshaw.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Of which injected incident a finding or a piece of evidence is, by {@code truth.json}: a finding
 * by its id; evidence by its events; what was seen in flows and queries, which have no event ids,
 * by the machine or address that it is about and the day.
 */
public final class Labels {
  private final Map<String, String> byFinding = new HashMap<>();
  private final Map<String, String> byEvent = new HashMap<>();
  private final Map<LocalDate, Map<String, String>> byEntity = new HashMap<>();

  private Labels() {}

  /** The labels of a generated lake. */
  public static Labels read(Path truth) throws IOException {
    Labels labels = new Labels();
    new ObjectMapper().readTree(truth.toFile()).get("incidents").forEach(labels::add);
    return labels;
  }

  private void add(JsonNode incident) {
    String name = incident.get("name").asText();
    incident
        .get("guardduty_findings")
        .forEach(text -> byFinding.put(text.asText().replaceAll("^\\S+ ", ""), name));
    incident.get("event_ids").forEach(id -> byEvent.put(id.asText(), name));
    for (JsonNode day : incident.get("days")) {
      Map<String, String> entities =
          byEntity.computeIfAbsent(LocalDate.parse(day.asText()), d -> new HashMap<>());
      for (String field : List.of("resources", "addresses", "domains")) {
        incident.get(field).forEach(entity -> entities.put(entity.asText(), name));
      }
    }
  }

  /** The incident of a finding, by its id or ARN; empty for what belongs to none. */
  public Optional<String> ofFinding(String id) {
    return Optional.ofNullable(byFinding.get(id.substring(id.lastIndexOf('/') + 1)));
  }

  /** The incident of a row of finding_group_members; empty for what belongs to none. */
  public Optional<String> of(Row member) {
    if (!member.getAs("member_type").equals("evidence")) {
      return ofFinding(member.getAs("member"));
    }
    int events = member.fieldIndex("event_ids");
    if (!member.isNullAt(events) && !member.getList(events).isEmpty()) {
      return first(byEvent, member.getList(events));
    }
    LocalDate day =
        LocalDate.ofInstant(member.<Timestamp>getAs("first_time").toInstant(), ZoneOffset.UTC);
    return first(
        byEntity.getOrDefault(day, Map.of()),
        member.<Row>getList(member.fieldIndex("entities")).stream()
            .map(entity -> entity.<String>getAs("entity"))
            .toList());
  }

  private static Optional<String> first(Map<String, String> labels, List<String> keys) {
    return keys.stream().map(labels::get).filter(Objects::nonNull).findFirst();
  }
}
