package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.LocalDate;

/** What changes in normal life, and should not be taken for an attack. */
final class NormalChanges {
  private NormalChanges() {}

  static ArrayNode document() {
    ArrayNode rows = Json.object().putArray("rows");
    add(rows, "joiner", Users.LENA.arn(), People.LENA_JOINS, "created by maria");
    add(
        rows,
        "rotated_key",
        Users.TOM.arn(),
        People.TOM_ROTATES,
        "%s replaced by %s".formatted(Users.TOM.accessKey(), Users.TOM.rotated().accessKey()));
    add(
        rows,
        "traveller",
        Roles.POWER_USER.arn(),
        People.PRIYA_LEAVES,
        "session %s from %s until %s"
            .formatted(People.PRIYA.name(), People.PRIYAS_HOTEL, People.PRIYA_RETURNS));
    return rows;
  }

  private static void add(
      ArrayNode rows, String kind, String principal, LocalDate day, String detail) {
    rows.addObject()
        .put("kind", kind)
        .put("principal", principal)
        .put("day", day.toString())
        .put("detail", detail);
  }
}
