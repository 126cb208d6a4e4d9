package io.hawkshaw.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which detection rules hold. A list of folders alone may stand in the place of the group.
 *
 * @param folders folders with rules in Sigma's format, all that stand below them: conf/rules, where
 *     those of Hawkshaw are
 * @param allowlist CSV file of what is expected, and therefore not shown; none unless set
 * @param placeholders values of {@code %name%} in rules with the modifier expand, by name
 */
public record RuleSettings(
    List<String> folders, String allowlist, Map<String, List<String>> placeholders) {
  static final RuleSettings DEFAULTS = new RuleSettings(null, null, null);

  @JsonCreator
  public RuleSettings(
      @JsonProperty("folders") List<String> folders,
      @JsonProperty("allowlist") String allowlist,
      @JsonProperty("placeholders") Map<String, List<String>> placeholders) {
    this.folders = folders == null ? List.of("conf/rules") : List.copyOf(folders);
    this.allowlist = allowlist;
    this.placeholders = placeholders == null ? Map.of() : new TreeMap<>(placeholders);
  }

  /** The form in which the folders stand alone. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RuleSettings of(List<String> folders) {
    return new RuleSettings(folders, null, null);
  }

  /** A path of the settings; it begins at the folder of Hawkshaw unless it is absolute. */
  public static Path path(String written) {
    return Path.of(System.getProperty("hawkshaw.home", "")).resolve(written);
  }
}
