package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.udfs.Printable;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes a finding group. */
public enum GroupWriter {
  /** For a terminal: the story, what moved the group, who is in it, and why. */
  TABLE {
    @Override
    public void write(GroupReport report, PrintWriter out) {
      Row group = report.group();
      out.println(Printable.of(group.getAs("headline")));
      out.printf("%s%n", Printable.of(group.getAs("title")));
      out.printf(
          "%s, %s, %s, score %.1f, night %s%n",
          Printable.of(group.getAs("group_id")),
          group.<String>getAs("status"),
          group.<String>getAs("severity"),
          group.<Double>getAs("score"),
          Cells.text(group.getAs("day")));
      out.printf(
          "%s to %s (UTC)%n",
          Cells.text(group.getAs("first_time")), Cells.text(group.getAs("last_time")));
      line(out, "Tactics", group.getList(group.fieldIndex("tactics")), " > ");
      line(out, "Accounts", group.getList(group.fieldIndex("accounts")), " ");
      line(out, "Parents", group.getList(group.fieldIndex("parents")), " ");
      line(out, "Children", group.getList(group.fieldIndex("children")), " ");
      out.printf("%nStory%n");
      for (Row sentence : group.<Row>getList(group.fieldIndex("sentences"))) {
        out.printf(
            "- %s: %s%n", Printable.of(sentence.getString(0)), Printable.of(sentence.getString(1)));
      }
      if (group.getAs("story_rewritten") != null) {
        out.printf("%nThe same, rewritten by a language model, each word checked%n");
        out.println(Printable.of(group.getAs("story_rewritten")));
      }
      List<String> fresh = group.getList(group.fieldIndex("added_members"));
      out.printf("%nSince the night before: %s", group.<String>getAs("change"));
      out.println(fresh.isEmpty() ? "" : ", by " + Printable.of(String.join(" ", fresh)));
      table(
          out,
          "Findings and evidence",
          report
              .members()
              .filter("member_type <> 'entity'")
              .select("severity", "title", "first_time", "last_time", "account", "member"));
      table(
          out,
          "Entities",
          report
              .members()
              .filter("member_type = 'entity'")
              .selectExpr(
                  "entity_type", "member AS entity", "roles", "events AS members", "first_time"));
      table(
          out,
          "Why they are one group",
          report
              .links()
              .filter("to_member IS NOT NULL")
              .selectExpr(
                  "reason",
                  "round(weight, 2) AS weight",
                  "gap_seconds",
                  "from_member",
                  "to_member"));
    }
  },

  /** One object: the group, its members, its links. */
  JSON {
    @Override
    public void write(GroupReport report, PrintWriter out) {
      ObjectNode whole = MAPPER.createObjectNode();
      whole.set("group", parse(report.group().json()));
      rows(whole, "members", report.members());
      rows(whole, "links", report.links());
      out.println(ShownJson.of(whole));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes all of the group. */
  public abstract void write(GroupReport report, PrintWriter out);

  private static void line(PrintWriter out, String name, List<String> texts, String between) {
    if (!texts.isEmpty()) {
      out.printf("%s: %s%n", name, Printable.of(String.join(between, texts)));
    }
  }

  private static void table(PrintWriter out, String title, Dataset<Row> rows) {
    out.printf("%n%s%n%s", title, TextTable.of(rows).print());
  }

  private static void rows(ObjectNode whole, String name, Dataset<Row> rows) {
    rows.collectAsList().forEach(row -> whole.withArray(name).add(parse(row.json())));
  }

  private static JsonNode parse(String row) {
    try {
      return MAPPER.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark writes JSON", e);
    }
  }
}
