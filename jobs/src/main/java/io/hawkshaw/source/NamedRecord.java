package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells of a raw record, JSON or a line of fields, whether it is of an entity and a window: one of
 * its values is a name of the entity, whole, and its time is in the window. A record whose time
 * cannot be told is taken rather than left out.
 */
final class NamedRecord implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Where logs tell the time of a record, in the order in which they are asked. */
  private static final List<String> TIMES =
      List.of(
          "/eventTime",
          "/requestReceivedTimestamp",
          "/query_timestamp",
          "/time_dt",
          "/time",
          "/detail/service/eventLastSeen",
          "/service/eventLastSeen",
          "/Service/EventLastSeen",
          "/UpdatedAt",
          "/updatedAt",
          "/timestamp");

  private static final Splitter FIELDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private static final long EPOCH_SECONDS_END = 100_000_000_000L;

  private final HashSet<String> names;
  private final Instant start;
  private final Instant end;

  /**
   * A test.
   *
   * @param names what the entity is called
   * @param start start of the window
   * @param end its end, which is not in it
   */
  NamedRecord(Set<String> names, Instant start, Instant end) {
    this.names = new HashSet<>(names);
    this.start = start;
    this.end = end;
  }

  /**
   * A record that is of the entity and window.
   *
   * @param time when, or null where it does not tell
   */
  record Match(Instant time) {
    Timestamp timestamp() {
      return time == null ? null : Timestamp.from(time);
    }
  }

  /** The match of a record; null where it is none. */
  Match match(String record) {
    if (names.stream().noneMatch(name -> record.contains(name) || isEscaped(record))) {
      return null;
    }
    try {
      return record.stripLeading().startsWith("{") ? object(JSON.readTree(record)) : line(record);
    } catch (JsonProcessingException broken) {
      return null;
    }
  }

  /** A name may stand in a record with other signs than its own. */
  private static boolean isEscaped(String record) {
    return record.indexOf('\\') >= 0;
  }

  private Match object(JsonNode record) throws JsonProcessingException {
    if (!isNamed(record)) {
      return null;
    }
    for (String path : TIMES) {
      Instant time = time(record.at(path));
      if (time != null) {
        return within(time);
      }
    }
    return new Match(null);
  }

  private boolean isNamed(JsonNode node) throws JsonProcessingException {
    if (node.isTextual()) {
      String text = node.asText();
      // Bodies of calls and messages of CloudWatch are JSON within JSON.
      boolean mayHold = text.startsWith("{") && names.stream().anyMatch(text::contains);
      return names.contains(text) || (mayHold && isNamed(inner(text)));
    }
    for (JsonNode child : node) {
      if (isNamed(child)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode inner(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException none) {
      return JSON.nullNode();
    }
  }

  private Match line(String record) {
    List<String> fields = FIELDS.splitToList(record);
    boolean isNamed = false;
    Instant time = null;
    for (String field : fields) {
      isNamed |= names.contains(field);
      // Of the fields of a flow log only its times are ten digits long.
      if (time == null && field.length() == 10 && field.chars().allMatch(Character::isDigit)) {
        time = Instant.ofEpochSecond(Long.parseLong(field));
      }
    }
    if (!isNamed) {
      return null;
    }
    return time == null ? new Match(null) : within(time);
  }

  private Match within(Instant time) {
    return time.isBefore(start) || !time.isBefore(end) ? null : new Match(time);
  }

  private static Instant time(JsonNode value) {
    if (value.isNumber()) {
      long number = value.asLong();
      return number < EPOCH_SECONDS_END
          ? Instant.ofEpochSecond(number)
          : Instant.ofEpochMilli(number);
    }
    if (!value.isTextual()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }
}
