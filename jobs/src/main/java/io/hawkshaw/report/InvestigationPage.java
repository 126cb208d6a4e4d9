package io.hawkshaw.report;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.report.Conduct.Part;
import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.report.Section.Command;
import io.hawkshaw.report.Section.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** An investigation as a page. */
final class InvestigationPage {
  private static final StructType CALLS =
      StructType.fromDDL(
          """
          ip STRING, place STRING, network STRING, service STRING, operation STRING,
          access_key STRING, session STRING, success BIGINT, denied BIGINT, failure BIGINT,
          first_time TIMESTAMP, last_time TIMESTAMP
          """);

  private static final List<String> SUMMED = List.of("success", "denied", "failure");
  private static final List<String> WHENCE = List.of("ip", "place", "network");
  private static final List<String> WHAT = List.of("service", "operation");
  private static final List<String> KEY = List.of("access_key", "session");

  /** Event ids that a sentence shows. */
  private static final int EVENTS = 3;

  private final CaseFile file;

  private InvestigationPage(CaseFile file) {
    this.file = file;
  }

  /** The page as HTML. */
  static String of(CaseFile file) {
    return new InvestigationPage(file).page().html();
  }

  private Page page() {
    Row row = file.investigation();
    String arn = row.getAs("entity_arn");
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.text(
            "story",
            "What happened",
            "The indicators in the order of time, each in a sentence with the ids of its evidence.",
            story()));
    sections.add(Timeline.of(file));
    sections.add(map());
    GraphChart graph = InvestigationGraph.of(file);
    sections.add(
        Section.chart(
            "graph",
            "What it is connected to",
            "The principal, its chain of sessions, addresses, agents, keys, targets and findings."
                + " Drag to move, scroll to zoom, select one to see what it is."
                + graph.left(),
            graph.chart()));
    sections.add(
        Section.cards(
            "indicators",
            "Indicators",
            "The gravest first; each opens to its evidence.",
            IndicatorCards.of(file)));
    sections.addAll(calls());
    sections.add(
        Section.commands(
            "recommendations",
            "What to do",
            "Lines of the AWS CLI to review before anybody runs them; none was run.",
            Recommendations.of(file)));
    sections.add(
        Section.commands(
            "raw",
            "The records behind it",
            "How to read the raw records of the principal and the window.",
            raw(arn)));
    return new Page(
        "IAM investigation", arn, row.getAs("severity"), facts(row), List.copyOf(sections));
  }

  private static List<Fact> facts(Row row) {
    return List.of(
        new Fact("From (UTC)", Cells.text(row.getAs("scope_start_time"))),
        new Fact("To (UTC)", Cells.text(row.getAs("scope_end_time"))),
        new Fact("Score, 0 to 100", Cells.text(row.getAs("score"))),
        new Fact("Tactics", String.join(", ", row.<String>getList(row.fieldIndex("tactics")))),
        new Fact("Entities changed or assumed", Cells.text(row.getAs("reach"))),
        new Fact("Investigation", row.getAs("investigation_id")),
        new Fact("Examined since", reasons(row.getAs("trigger"))),
        new Fact("State", row.getAs("state")));
  }

  /** Why it was examined, in words. */
  private static String reasons(String trigger) {
    return trigger
        .replace("ON_DEMAND", "somebody asked")
        .replace("HIGH_FINDING", "a grave finding of the day names it")
        .replace("FINDING", "a finding names it")
        .replace("GROUP", "a finding group names it")
        .replace("RISK", "its own detections and anomalies are grave");
  }

  /** What adds to the risk, and whatever is unusual by itself, in the order of time. */
  private List<Sentence> story() {
    List<Sentence> story =
        new ArrayList<>(List.of(Sentence.of(file.named(file.investigation().getAs("summary")))));
    Map<String, Sentence> byTime = new TreeMap<>();
    for (Row indicator : file.indicators()) {
      if (indicator.<Double>getAs("risk") > 0 || InvestigationJson.isUnusual(indicator)) {
        String time = Cells.text(indicator.getAs("first_time"));
        String text = file.named(indicator.getAs("sentence"));
        byTime.putIfAbsent(
            time + text,
            new Sentence(
                time == null ? "" : time.replace('T', ' ').replace("Z", ""),
                text,
                String.join(", ", IndicatorCards.ids(indicator, EVENTS))));
      }
    }
    story.addAll(byTime.values());
    return story;
  }

  private Section map() {
    return Places.of(
        file,
        "map",
        "Where calls came from",
        "Addresses by place; new ones are diamonds with their names.");
  }

  private List<Section> calls() {
    List<Row> rows = file.part(Part.CALLS).stream().map(InvestigationPage::call).toList();
    String more =
        rows.size() < Conduct.MOST_CALLS
            ? ""
            : " The most frequent %,d combinations; activity.csv has all."
                .formatted(Conduct.MOST_CALLS);
    return List.of(
        Section.table(
                "addresses",
                "By address",
                "Address, then operation, then key and session." + more,
                PageTable.levelled("Address", CALLS, rows, SUMMED, List.of(WHENCE, WHAT, KEY)))
            .cutFrom("activity.csv beside this page"),
        Section.table(
                "operations",
                "By operation",
                "Operation, then address, then key and session." + more,
                PageTable.levelled("Operation", CALLS, rows, SUMMED, List.of(WHAT, WHENCE, KEY)))
            .cutFrom("activity.csv beside this page"),
        Section.table(
                "keys",
                "By access key",
                "Key and session, then address, then operation." + more,
                PageTable.levelled("Access key", CALLS, rows, SUMMED, List.of(KEY, WHENCE, WHAT)))
            .cutFrom("activity.csv beside this page"));
  }

  private static Row call(Row row) {
    String city = row.getAs("city");
    String country = row.getAs("country");
    return RowFactory.create(
        row.getAs("ip"),
        city == null ? country : city + ", " + country,
        row.getAs("aso"),
        row.getAs("service"),
        row.getAs("operation"),
        row.getAs("access_key"),
        row.getAs("session"),
        row.getAs("success"),
        row.getAs("denied"),
        row.getAs("failure"),
        row.getAs("first_time"),
        row.getAs("last_time"));
  }

  private List<Command> raw(String arn) {
    String start = file.scope().start().toString();
    String end = file.scope().end().toString();
    return List.of(
        new Command(
            "With the inputs of the settings",
            Shell.line("./hawkshaw", "raw", "--entity", arn, "--start", start, "--end", end)),
        new Command(
            "In Athena, Security Lake",
            AthenaSql.of(
                regions(),
                EntityType.valueOf(file.investigation().getAs("entity_type")),
                arn,
                file.scope())));
  }

  /** Regions that anything of it happened in. */
  private Set<String> regions() {
    Set<String> regions = new TreeSet<>();
    for (Row indicator : file.indicators()) {
      regions.addAll(indicator.getList(indicator.fieldIndex("regions")));
    }
    for (Row act : file.part(Part.ACTS)) {
      regions.add(act.getAs("region"));
    }
    return regions;
  }
}
