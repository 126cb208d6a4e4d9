package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.report.EntityProfile.Panel;
import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.run.Together;
import io.hawkshaw.udfs.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes the profile of an entity. */
public enum ProfileWriter {
  /** A table for each panel that has rows, twenty rows at most; the title counts them all. */
  TABLE {
    @Override
    public void write(EntityProfile profile, PrintWriter out) {
      out.printf("%s %s%n", profile.type(), Printable.of(profile.id()));
      out.printf("Scope %s to %s (UTC)%n", profile.scope().start(), profile.scope().end());
      for (Read read : read(profile)) {
        List<Row> rows = read.rows();
        if (!rows.isEmpty()) {
          out.printf("%n%s (%,d)%n", read.panel().title(), rows.size());
          List<Row> first = rows.subList(0, Math.min(MAX_ROWS, rows.size()));
          out.print(TextTable.of(read.schema(), first).print());
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
      for (Read read : read(profile)) {
        ArrayNode rows = whole.putArray(read.panel().name());
        read.rows().forEach(row -> rows.add(parse(row.json())));
      }
      out.println(ShownJson.of(whole));
    }
  },

  /** A page that needs no network. */
  HTML {
    @Override
    public void write(EntityProfile profile, PrintWriter out) {
      List<Section> sections = new ArrayList<>();
      for (Read read : read(profile)) {
        if (!read.rows().isEmpty()) {
          Panel panel = read.panel();
          sections.add(
              Section.table(
                      panel.name(),
                      panel.title(),
                      "",
                      PageTable.flat(panel.title(), read.schema(), read.rows()))
                  .cutFrom("./hawkshaw entity --format json"));
        }
      }
      out.println(
          new Page(
                  InvestigationGraph.category(profile.type()),
                  profile.id(),
                  null,
                  List.of(
                      new Fact("From (UTC)", profile.scope().start().toString()),
                      new Fact("To (UTC)", profile.scope().end().toString())),
                  sections)
              .html());
    }
  };

  private static final int MAX_ROWS = 20;

  /** To plan a panel is the work of one thread and takes longer than to read it. */
  private static final int AT_A_TIME = 4;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A panel with its rows. */
  private record Read(Panel panel, StructType schema, List<Row> rows) {
    static Read of(Panel panel) {
      return new Read(panel, panel.rows().schema(), panel.rows().collectAsList());
    }
  }

  /** Writes all of the profile. */
  public abstract void write(EntityProfile profile, PrintWriter out);

  private static List<Read> read(EntityProfile profile) {
    return Together.map(profile.panels(), AT_A_TIME, Read::of);
  }

  private static JsonNode parse(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark writes JSON", e);
    }
  }
}
