package io.hawkshaw;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.testing.NotebookFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The cells of all notebooks as methods of one class, compiled as they stand: what a Java kernel
 * does, without Jupyter.
 */
final class NotebookCells {
  private final Class<?> compiled;

  private NotebookCells(Class<?> compiled) {
    this.compiled = compiled;
  }

  /**
   * Compiles the cells.
   *
   * @param folder where the class files go
   */
  static NotebookCells compile(List<NotebookFile> notebooks, Path folder) throws Exception {
    String source = source(notebooks);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new java.io.StringWriter();
    boolean isDone =
        compiler
            .getTask(
                complaints,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                List.of(new Source(source)))
            .call();
    if (!isDone) {
      throw new IllegalStateException(complaints.toString());
    }
    URL[] urls = {folder.toUri().toURL()};
    return new NotebookCells(new URLClassLoader(urls).loadClass("Cells"));
  }

  /** What each cell of a notebook that shows something shows, in order, by its id. */
  Map<String, String> shown(NotebookFile notebook, Notebook night)
      throws ReflectiveOperationException {
    Map<String, String> shown = new LinkedHashMap<>();
    for (JsonNode cell : showing(notebook)) {
      shown.put(cell.path("id").asText(), shown(cell, night));
    }
    return shown;
  }

  String shown(JsonNode cell, Notebook night) throws ReflectiveOperationException {
    try {
      return (String) compiled.getMethod(method(cell), Notebook.class).invoke(null, night);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Cell " + cell.path("id").asText(), e.getCause());
    }
  }

  /** All but the parameters, and the cell that opens the lake. */
  static List<JsonNode> showing(NotebookFile notebook) {
    return notebook.code().subList(2, notebook.code().size());
  }

  private static String method(JsonNode cell) {
    return "cell_" + cell.path("id").asText().replace('-', '_');
  }

  private static String source(List<NotebookFile> notebooks) {
    TreeSet<String> imports = new TreeSet<>();
    List<String> methods = new ArrayList<>();
    for (NotebookFile notebook : notebooks) {
      String parameters = NotebookFile.source(notebook.code().get(0));
      String opening = NotebookFile.source(notebook.code().get(1));
      opening.lines().filter(line -> line.startsWith("import ")).forEach(imports::add);
      String open =
          opening.lines().filter(line -> !line.startsWith("import ")).collect(joining("\n"));
      methods.add(
          "static Notebook open_%s() {\n%s\n%s\nreturn night;\n}"
              .formatted(notebook.name().substring(0, 2), parameters, open));
      for (JsonNode cell : showing(notebook)) {
        methods.add(
            "public static String %s(Notebook night) {\n%s\n%s\nreturn shown;\n}"
                .formatted(method(cell), parameters, NotebookFile.source(cell)));
      }
    }
    return String.join("\n", imports)
        + """

        public final class Cells {
        private static String shown;
        private static void display(String type, String html) {
          if (!type.equals("html")) {
            throw new IllegalArgumentException(type);
          }
          shown = html;
        }
        """
        + String.join("\n", methods)
        + "\n}\n";
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String text) {
      super(URI.create("string:///Cells.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      return text;
    }
  }
}
