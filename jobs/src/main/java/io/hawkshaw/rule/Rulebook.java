package io.hawkshaw.rule;

import io.hawkshaw.run.RuleSettings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that are loaded from some folders.
 *
 * @param rules those that look at single events
 * @param correlations those that look at the matches of others
 * @param problems what was refused
 * @param others number of rules that are of other logs, or retired by their authors
 */
public record Rulebook(
    List<Rule> rules, List<Correlation> correlations, List<RuleProblem> problems, int others) {

  public Rulebook {
    rules = List.copyOf(rules);
    correlations = List.copyOf(correlations);
    problems = List.copyOf(problems);
  }

  /**
   * Reads all rules below the folders of the settings. Those that cannot be compiled are told, and
   * the others hold.
   *
   * @throws UserError for a folder that cannot be read
   */
  public static Rulebook load(RuleSettings settings) {
    RuleReader reader = new RuleReader(settings.placeholders());
    for (String folder : settings.folders()) {
      for (Path file : files(RuleSettings.path(folder), folder)) {
        try {
          reader.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
          reader.refuse(file.toString(), 1, "cannot be read: " + e.getMessage());
        }
      }
    }
    return reader.rulebook();
  }

  private static List<Path> files(Path folder, String written) {
    if (!Files.isDirectory(folder)) {
      throw UserError.missingRules(written);
    }
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*[.]ya?ml"))
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw UserError.unreadableRules(written, e);
    }
  }

  /** How many rules there are, in words. */
  public String summary() {
    return "%d rules, %d correlations; %d of other logs, or retired"
        .formatted(rules.size(), correlations.size(), others);
  }

  /** The facts of all rules, of both kinds. */
  List<RuleFacts> facts() {
    List<RuleFacts> facts = new ArrayList<>(rules.stream().map(Rule::facts).toList());
    correlations.forEach(correlation -> facts.add(correlation.facts()));
    return facts;
  }
}
