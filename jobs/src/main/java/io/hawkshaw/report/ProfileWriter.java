package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.udfs.Printable;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.Row;

/** Writes the profile of an entity. */
public enum ProfileWriter {
  /** A table for each panel that has rows, twenty rows at most; the title counts them all. */
  TABLE {
    @Override
    public void write(EntityProfile profile, PrintWriter out) {
      out.printf("%s %s%n", profile.type(), Printable.of(profile.id()));
      out.printf("Scope %s to %s (UTC)%n", profile.scope().start(), profile.scope().end());
      for (EntityProfile.Panel panel : profile.panels()) {
        List<Row> rows = panel.rows().collectAsList();
        if (!rows.isEmpty()) {
          out.printf("%n%s (%,d)%n", panel.title(), rows.size());
          List<Row> first = rows.subList(0, Math.min(MAX_ROWS, rows.size()));
          out.print(TextTable.of(panel.rows().schema(), first).print());
          if (rows.size() > MAX_ROWS) {
            out.printf("… %,d more: --format json has them all%n", rows.size() - MAX_ROWS);
          }
        }
      }
    }
  },

  /** One object: the entity, the scope, and all rows of all panels. */
  JSON {
    @Override
    public void write(EntityProfile profile, PrintWriter out) {
      ObjectNode whole = MAPPER.createObjectNode();
      whole.put("entity_type", profile.type()).put("entity", profile.id());
      whole
          .putObject("scope")
          .put("start_time", profile.scope().start().toString())
          .put("end_time", profile.scope().end().toString());
      for (EntityProfile.Panel panel : profile.panels()) {
        ArrayNode rows = whole.putArray(panel.name());
        panel.rows().toJSON().collectAsList().forEach(row -> rows.add(parse(row)));
      }
      out.println(whole.toPrettyString());
    }
  };

  private static final int MAX_ROWS = 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes all of the profile. */
  public abstract void write(EntityProfile profile, PrintWriter out);

  private static JsonNode parse(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark writes JSON", e);
    }
  }
}
