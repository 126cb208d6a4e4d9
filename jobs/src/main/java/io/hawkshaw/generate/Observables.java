package io.hawkshaw.generate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The values of an event that an analyst searches for, which version 2 lists once more. */
final class Observables {

  private record Kind(String path, JsonPointer pointer, String type, int typeId) {
    static Kind of(String path, String type, int typeId) {
      return new Kind(path, JsonPointer.compile("/" + path.replace('.', '/')), type, typeId);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of("actor.user.name", "User Name", 4),
          Kind.of("src_endpoint.ip", "IP Address", 2),
          Kind.of("src_endpoint.domain", "Hostname", 1),
          Kind.of("dst_endpoint.ip", "IP Address", 2),
          Kind.of("query.hostname", "Hostname", 1),
          Kind.of("http_request.url.path", "URL String", 6));

  private Observables() {}

  static void list(ObjectNode event) {
    ArrayNode list = event.putArray("observables");
    for (Kind kind : KINDS) {
      JsonNode value = event.at(kind.pointer());
      if (value.isTextual() && !value.textValue().equals("-")) {
        add(list, kind.path(), value.textValue(), kind.type(), kind.typeId());
      }
    }
    for (JsonNode resource : event.path("resources")) {
      if (resource.path("uid").isTextual()) {
        add(list, "resources[].uid", resource.get("uid").textValue(), "Resource UID", 10);
      }
    }
  }

  private static void add(ArrayNode list, String name, String value, String type, int typeId) {
    list.addObject().put("name", name).put("value", value).put("type", type).put("type_id", typeId);
  }
}
