package io.hawkshaw.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the operator's own values in the place of {@code %name%}. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("%([A-Za-z0-9_.-]+)%");

  private Placeholders() {}

  /**
   * The texts that a value stands for; the value itself unless it shall be expanded.
   *
   * @param placeholders values by name
   */
  static List<String> expanded(
      YamlNode value, boolean isExpanded, Map<String, List<String>> placeholders)
      throws BrokenRule {
    List<String> texts = new ArrayList<>(List.of(value.text()));
    if (!isExpanded) {
      return texts;
    }
    Matcher matcher = PLACEHOLDER.matcher(value.text());
    while (matcher.find()) {
      List<String> values = placeholders.get(matcher.group(1));
      if (values == null) {
        throw value.broken(
            "placeholder %s has no values; list them in the settings under rules.placeholders"
                .formatted(matcher.group()));
      }
      List<String> longer = new ArrayList<>();
      for (String text : texts) {
        values.forEach(each -> longer.add(text.replace(matcher.group(), each)));
      }
      texts = longer;
    }
    return texts;
  }
}
