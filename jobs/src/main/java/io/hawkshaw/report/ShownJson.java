package io.hawkshaw.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.udfs.Printable;
import java.util.stream.Collectors;

/**
 * JSON that may be looked at in a terminal. JSON's own grammar lets control characters of C1 and
 * marks of direction stand in its texts as they are; here they are escaped, which means the same to
 * whoever parses it: RFC 8259, section 7.
 */
final class ShownJson {
  private ShownJson() {}

  /** An object with a line for each field. */
  static String of(JsonNode json) {
    return json.toPrettyString().lines().map(ShownJson::line).collect(Collectors.joining("\n"));
  }

  /** JSON that stands on one line. */
  static String line(String json) {
    return Printable.of(json);
  }
}
