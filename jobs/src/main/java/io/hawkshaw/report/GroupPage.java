package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.report.Page.Fact;
import java.util.ArrayList;
import java.util.List;
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
    sections.add(
        Section.chart(
            "graph",
            "How it hangs together",
            "Findings and evidence, linked by what they share. Select one to see what it is.",
            graph(memberRows, linkRows)));
    sections.add(
        Section.table(
            "members",
            "Findings, evidence and entities",
            "In the order of time.",
            PageTable.flat("Findings, evidence and entities", members.schema(), memberRows)));
    sections.add(
        Section.table(
            "links",
            "Why they are together",
            "The strongest links first.",
            PageTable.flat("Why they are together", links.schema(), linkRows)));
    return new Page("Finding group", name(group), group.getAs("severity"), facts(group), sections)
        .html();
  }

  /** What it says in one line; titles of the form of Amazon Detective only count. */
  private static String name(Row group) {
    String headline = group.getAs("headline");
    return headline == null ? group.getAs("title") : headline;
  }

  private static List<String> sentences(String summary) {
    return summary == null ? List.of() : summary.lines().filter(line -> !line.isBlank()).toList();
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
      facts.add(new Fact(column.replace('_', ' '), Cells.text(group.getAs(column))));
    }
    return facts;
  }

  private static ObjectNode graph(List<Row> members, List<Row> links) {
    GraphChart graph = new GraphChart(NODES);
    for (Row member : members) {
      String type = member.getAs("member_type");
      String id = member.getAs("member");
      String title = member.getAs("title");
      if (!type.equals("entity")) {
        graph.node(id, type, title == null ? id : title);
      }
    }
    for (Row link : links) {
      String shared = link.getAs("shared_entity");
      if (shared != null) {
        graph.node(
            shared,
            InvestigationGraph.category(link.<String>getAs("shared_type")),
            InvestigationGraph.label(shared));
        graph.link(link.getAs("from_member"), shared, link.getAs("reason"));
        graph.link(link.getAs("to_member"), shared, link.getAs("reason"));
      } else {
        graph.link(link.getAs("from_member"), link.getAs("to_member"), link.getAs("reason"));
      }
    }
    return graph.chart();
  }
}
