package io.hawkshaw.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of rules one after another. */
final class RuleReader {
  private static final Set<String> RETIRED = Set.of("deprecated", "unsupported");

  private final Map<String, List<String>> placeholders;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Correlation> correlations = new ArrayList<>();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final Map<String, String> places = new HashMap<>();
  private int others;

  RuleReader(Map<String, List<String>> placeholders) {
    this.placeholders = placeholders;
  }

  /** Reads all rules of a file. */
  void read(String file, String text) {
    try {
      for (YamlNode document : YamlNode.documents(text)) {
        try {
          if (!document.isNull()) {
            read(file, document);
          }
        } catch (BrokenRule e) {
          refuse(file, e.line(), e.getMessage());
        }
      }
    } catch (BrokenRule e) {
      refuse(file, e.line(), e.getMessage());
    }
  }

  void refuse(String file, int line, String reason) {
    problems.add(new RuleProblem(file, line, reason));
  }

  /** All that was read; correlation rules have to find the rules that they name. */
  Rulebook rulebook() {
    List<RuleFacts> known = new ArrayList<>(rules.stream().map(Rule::facts).toList());
    List<Correlation> sound = new ArrayList<>();
    for (Correlation correlation : correlations) {
      Optional<String> missing = correlation.missing(known);
      if (missing.isPresent()) {
        String place = correlation.facts().place();
        int colon = place.lastIndexOf(':');
        refuse(
            place.substring(0, colon),
            Integer.parseInt(place.substring(colon + 1)),
            "no rule is called '%s'".formatted(missing.get()));
      } else {
        sound.add(correlation.resolved(known));
      }
    }
    return new Rulebook(rules, sound, problems, others);
  }

  private void read(String file, YamlNode document) throws BrokenRule {
    if (document.find("action").isPresent()) {
      throw document.broken("collections of rules (action) are no longer part of Sigma");
    }
    String title = document.required("title").text();
    String status = document.find("status").isEmpty() ? "" : document.required("status").text();
    if (RETIRED.contains(status.toLowerCase(Locale.ROOT))) {
      others++;
    } else if (document.find("correlation").isPresent()) {
      RuleFacts facts = facts(file, title, document);
      correlations.add(Correlation.read(facts, document.required("correlation")));
    } else {
      Optional<LogSource> log = LogSource.of(document);
      if (log.isEmpty()) {
        others++;
        return;
      }
      Condition condition =
          Selections.read(document.required("detection"), log.get(), placeholders);
      rules.add(new Rule(facts(file, title, document), log.get(), condition));
    }
  }

  private RuleFacts facts(String file, String title, YamlNode document) throws BrokenRule {
    String place = file + ":" + document.line();
    String name = document.find("name").isEmpty() ? null : document.required("name").text();
    String id = document.find("id").isEmpty() ? name : document.required("id").text();
    if (id == null) {
      throw document.broken("neither id nor name");
    }
    String level = document.find("level").isEmpty() ? "medium" : document.required("level").text();
    RuleFacts facts =
        new RuleFacts(
            id,
            name,
            title,
            document.find("description").isEmpty()
                ? ""
                : document.required("description").text().strip(),
            Level.labelled(level)
                .orElseThrow(() -> document.broken("level '%s' is not known".formatted(level))),
            Attack.of(document.texts("tags")),
            document.texts("falsepositives"),
            place);
    String before = places.putIfAbsent(id, place);
    if (before != null) {
      throw document.broken("the id %s stands in %s too".formatted(id, before));
    }
    return facts;
  }
}
