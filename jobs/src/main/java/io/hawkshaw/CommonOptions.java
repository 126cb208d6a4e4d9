package io.hawkshaw;

import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that all commands share: where the settings are, and what replaces them. */
final class CommonOptions {
  private static final Path DEFAULT_FILE = Path.of("conf", "hawkshaw.yml");

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings; conf/hawkshaw.yml unless given.")
  private Path file;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = "Where the Delta tables live, in place of what the settings say.")
  private String lake;

  @Option(
      names = "--input",
      paramLabel = "NAME=URI",
      description =
          "What to read, in place of what the settings say of this NAME; repeatable. Names:"
              + " security-lake, cloudtrail, vpc-flow, resolver-dns, guardduty, security-hub,"
              + " eks-audit, iam-snapshot.")
  private List<String> inputs = List.of();

  /**
   * The settings that hold.
   *
   * @throws UserError for what the operator got wrong in them
   */
  Settings settings() {
    Settings settings = fromFile();
    if (lake != null) {
      settings = settings.withLake(lake);
    }
    return settings.withInputs(given());
  }

  /** Where the settings come from, in words. */
  String origin() {
    return file != null
        ? file.toString()
        : isDefaultThere() ? defaultFile().toString() : "defaults";
  }

  private Settings fromFile() {
    if (file != null) {
      return Settings.load(file);
    }
    return isDefaultThere() ? Settings.load(defaultFile()) : Settings.defaults();
  }

  /** The hawkshaw script says where it stands, so that it runs from any folder. */
  private static Path defaultFile() {
    return Path.of(System.getProperty("hawkshaw.home", "")).resolve(DEFAULT_FILE);
  }

  private static boolean isDefaultThere() {
    return Files.exists(defaultFile());
  }

  private Map<String, List<String>> given() {
    Map<String, List<String>> byName = new TreeMap<>();
    for (String input : inputs) {
      int equals = input.indexOf('=');
      String name = equals < 0 ? input : input.substring(0, equals);
      if (equals < 0 || !Input.labels().contains(name) || equals == input.length() - 1) {
        throw UserError.badInput(input, Input.labels());
      }
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(input.substring(equals + 1));
    }
    return byName;
  }
}
