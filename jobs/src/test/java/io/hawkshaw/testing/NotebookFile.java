package io.hawkshaw.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A notebook as it stands in the repository.
 *
 * @param name name of the file
 * @param json its content
 */
public record NotebookFile(String name, JsonNode json) {
  private static final Path FOLDER = Path.of("..", "notebooks");
  private static final Pattern PARAMETER = Pattern.compile("var (\\w+) = \"([^\"]*)\";");

  /** All notebooks, in the order of their names. */
  public static List<NotebookFile> all() {
    ObjectMapper mapper = new ObjectMapper();
    List<NotebookFile> notebooks = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".ipynb")).sorted().toList()) {
        notebooks.add(
            new NotebookFile(file.getFileName().toString(), mapper.readTree(file.toFile())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return notebooks;
  }

  /** Its cells of code. */
  public List<JsonNode> code() {
    List<JsonNode> cells = new ArrayList<>();
    for (JsonNode cell : json.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** The code of a cell. */
  public static String source(JsonNode cell) {
    StringBuilder source = new StringBuilder();
    cell.path("source").forEach(line -> source.append(line.asText()));
    return source.toString();
  }

  /** What its first cell of code sets. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    Matcher set = PARAMETER.matcher(source(code().get(0)));
    while (set.find()) {
      parameters.put(set.group(1), set.group(2));
    }
    return parameters;
  }

  @Override
  public String toString() {
    return name;
  }
}
