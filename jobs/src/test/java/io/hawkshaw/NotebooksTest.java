package io.hawkshaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.EmptyLake;
import io.hawkshaw.testing.MemoryLake;
import io.hawkshaw.testing.NotebookFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as they are committed, and what they show of a lake without a row. */
final class NotebooksTest {
  /** Or, of a method that asks for an entity, that there is none. */
  private static final Pattern NO_ROWS =
      Pattern.compile(">0 rows<|>The lake holds no day yet;|>No entity is called ");

  @TempDir private static Path folder;

  private static SparkSession empty;
  private static NotebookCells cells;

  @BeforeAll
  static void compile() throws Exception {
    empty = EmptyLake.session();
    cells = NotebookCells.compile(notebooks(), folder);
  }

  private static List<NotebookFile> notebooks() {
    return NotebookFile.all();
  }

  @Test
  void eachFamilyOfQuestionsHasItsNotebook() {
    assertThat(notebooks())
        .extracting(NotebookFile::name)
        .containsExactly(
            "01-last-night.ipynb",
            "02-principal.ipynb",
            "03-place-and-network.ipynb",
            "04-chain-of-roles.ipynb",
            "05-instance-and-network.ipynb",
            "06-finding-group.ipynb",
            "07-hunt.ipynb",
            "08-coverage-and-cost.ipynb",
            "09-raw-logs.ipynb");
  }

  /** Answers hold what somebody's logs say, and every run would be a change. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void aNotebookIsCommittedWithoutItsAnswers(NotebookFile notebook) {
    assertThat(notebook.json().path("nbformat").asInt()).isEqualTo(4);
    assertThat(notebook.json().at("/metadata/kernelspec/name").asText()).isEqualTo("hawkshaw");
    for (JsonNode cell : notebook.json().path("cells")) {
      assertThat(cell.path("id").asText()).isNotBlank();
      assertThat(cell.path("metadata").has("execution")).isFalse();
    }
    assertThat(notebook.code())
        .allSatisfy(
            cell -> {
              assertThat(cell.path("outputs")).isEmpty();
              assertThat(cell.path("execution_count").isNull()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void aCellOnlyShowsWhatTheProductAnswers(NotebookFile notebook) {
    assertThat(notebook.code().get(0).at("/metadata/tags/0").asText()).isEqualTo("parameters");
    assertThat(notebook.parameters()).containsKeys("start", "end");
    assertThat(NotebookCells.showing(notebook))
        .isNotEmpty()
        .extracting(NotebookFile::source)
        .allMatch(code -> code.matches("(?s)display\\(\"html\", night\\.[a-z]+\\(.*\\)\\);"))
        .allMatch(code -> code.split(";\\s*\n").length == 1, "is one statement");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void aLakeWithoutRowsIsNoMistake(NotebookFile notebook) throws ReflectiveOperationException {
    var parameters = notebook.parameters();
    Scope scope = new Scope(Scope.time(parameters.get("start")), Scope.time(parameters.get("end")));
    Notebook night = Notebook.of(empty, new MemoryLake(), Settings.defaults(), scope, parameters);
    cells
        .shown(notebook, night)
        .forEach(
            (cell, html) ->
                assertThat(NO_ROWS.matcher(html).find()).as("cell %s has no rows", cell).isTrue());
  }
}
