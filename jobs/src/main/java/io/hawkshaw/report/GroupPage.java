package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.report.Section.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A group of findings as a page: its story, its members and why they belong together. */
final class GroupPage {
  /** As many as Amazon Detective draws. */
  private static final int NODES = 100;

  private GroupPage() {}

  /** The page of a group as it was on one night, as HTML. */
  static String of(GroupReport report) {
    Row group = report.group();
    Dataset<Row> members =
        report
            .members()
            .select(
                "title",
                "member_type",
                "severity",
                "entity_type",
                "member",
                "tactics",
                "first_time",
                "last_time")
            .orderBy("first_time", "member_type", "member");
    Dataset<Row> links =
        report
            .links()
            .select(
                "reason",
                "from_member",
                "to_member",
                "shared_type",
                "shared_entity",
                "weight",
                "gap_seconds")
            .orderBy(col("weight").desc(), col("from_member"), col("to_member"));
    List<Row> memberRows = members.collectAsList();
    List<Row> linkRows = links.collectAsList();
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.text(
            "story",
            "What happened",
            "Each sentence ends in the ids of its evidence.",
            sentences(group.getAs("summary"))));
    if (group.getAs("story_rewritten") != null) {
      sections.add(
          Section.text(
              "rewritten",
              "The same, rewritten",
              "By a language model; each word was checked against the sentences above.",
              sentences(group.getAs("story_rewritten"))));
    }
    GraphChart graph = graph(memberRows, linkRows);
    sections.add(
        Section.chart(
            "graph",
            "How it hangs together",
            "Findings and evidence, linked by what they share. Select one to see what it is."
                + graph.left(),
            graph.chart()));
    sections.add(
        Section.table(
                "members",
                "Findings, evidence and entities",
                "In the order of time.",
                PageTable.flat("Findings, evidence and entities", members.schema(), memberRows))
            .cutFrom("members.csv beside this page"));
    sections.add(
        Section.table(
                "links",
                "Why they are together",
                "The strongest links first.",
                PageTable.flat("Why they are together", links.schema(), linkRows))
            .cutFrom("links.csv beside this page"));
    return new Page("Finding group", name(group), group.getAs("severity"), facts(group), sections)
        .html();
  }

  /** What it says in one line; titles of the form of Amazon Detective only count. */
  private static String name(Row group) {
    String headline = group.getAs("headline");
    return headline == null ? group.getAs("title") : headline;
  }

  private static List<Sentence> sentences(String summary) {
    return summary == null
        ? List.of()
        : summary.lines().filter(line -> !line.isBlank()).map(Sentence::of).toList();
  }

  private static List<Fact> facts(Row group) {
    List<Fact> facts = new ArrayList<>();
    for (String column :
        List.of(
            "title",
            "first_time",
            "last_time",
            "score",
            "status",
            "tactics",
            "accounts",
            "regions",
            "parents",
            "children",
            "group_id")) {
      Object value = group.getAs(column);
      String text = value instanceof Double score ? "%.1f".formatted(score) : Cells.text(value);
      if (text != null && !text.isEmpty()) {
        facts.add(new Fact(named(column), text));
      }
    }
    return facts;
  }

  /** {@code First time} of {@code first_time}. */
  private static String named(String column) {
    return column.substring(0, 1).toUpperCase(Locale.ROOT) + column.substring(1).replace('_', ' ');
  }

  /** The strongest links first, for as long as there is room for both ends and what they share. */
  private static GraphChart graph(List<Row> members, List<Row> links) {
    Map<String, Row> byId = new HashMap<>();
    members.forEach(member -> byId.put(member.getAs("member"), member));
    GraphChart graph = new GraphChart(NODES);
    for (Row link : links) {
      String shared = link.getAs("shared_entity");
      String reason = link.getAs("reason");
      boolean hasFrom = node(graph, byId, link.getAs("from_member"));
      boolean hasTo = node(graph, byId, link.getAs("to_member"));
      if (shared == null) {
        graph.link(link.getAs("from_member"), link.getAs("to_member"), reason);
      } else if (hasFrom
          && hasTo
          && graph.node(
              shared,
              InvestigationGraph.category(link.<String>getAs("shared_type")),
              InvestigationGraph.label(shared))) {
        graph.link(link.getAs("from_member"), shared, reason);
        graph.link(link.getAs("to_member"), shared, reason);
      }
    }
    for (Row member : members) {
      if (!member.<String>getAs("member_type").equals("entity")) {
        node(graph, byId, member.getAs("member"));
      }
    }
    return graph;
  }

  private static boolean node(GraphChart graph, Map<String, Row> members, String id) {
    if (id == null) {
      return false;
    }
    Row member = members.get(id);
    String title = member == null ? null : member.getAs("title");
    String type = member == null ? "finding" : member.getAs("member_type");
    return graph.node(id, type, title == null ? id : title);
  }
}
