package io.hawkshaw.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is called in a generated lake, by the kinds of callers; {@code operations.txt} lists it. The
 * operations and their order follow the most frequent ones of real trails: inventories of Resource
 * Explorer, scans of buckets by Config, log delivery, and the few that people need.
 */
final class Catalogue {
  private static final String FILE = "operations.txt";
  private static final Pattern SECTION = Pattern.compile("\\[(.+)]");

  /**
   * A service at work.
   *
   * @param role the role that it takes; null if it acts as itself
   * @param calls how many calls it usually makes when it wakes
   */
  record Service(String principal, String role, int calls, Zipf<Task> tasks) {}

  static final Catalogue ONE = new Catalogue(read());

  private final Map<String, Zipf<Task>> tasks = new LinkedHashMap<>();
  private final Zipf<Service> services;

  private Catalogue(Map<String, List<String>> sections) {
    List<Service> found = new ArrayList<>();
    sections.forEach(
        (name, lines) -> {
          List<Operation> operations = Operation.table(String.join("\n", lines));
          Zipf<Task> own = Zipf.of(operations.stream().map(Task::of).toList());
          if (name.startsWith("service ")) {
            found.add(service(name.split(" ", 4), own));
          } else {
            tasks.put(name, own);
          }
        });
    services = Zipf.of(found);
  }

  private static Service service(String[] words, Zipf<Task> tasks) {
    String role = words[2].equals("-") ? null : words[2];
    return new Service(words[1], role, Integer.parseInt(words[3]), tasks);
  }

  /** The services, the busiest first. */
  Zipf<Service> services() {
    return services;
  }

  /** What somebody with this duty does. */
  Zipf<Task> tasks(String duty) {
    Zipf<Task> found = tasks.get(duty);
    if (found == null) {
      throw new IllegalArgumentException("No section " + duty + " in " + FILE);
    }
    return found;
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = null;
    for (String line : text().lines().toList()) {
      Matcher header = SECTION.matcher(line);
      if (header.matches()) {
        section = sections.computeIfAbsent(header.group(1), name -> new ArrayList<>());
      } else if (section != null && !line.isBlank()) {
        section.add(line);
      }
    }
    return sections;
  }

  private static String text() {
    try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }
}
