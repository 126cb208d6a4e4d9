package io.hawkshaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The schedules in conf: what they run is a command of this program. */
final class ExamplesTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Pattern COMMAND = Pattern.compile("/hawkshaw ([a-z]+ --.*)");

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static void assertRuns(List<String> arguments, String command) {
    CommandLine.ParseResult parsed = Main.commandLine().parseArgs(arguments.toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
  }

  @Test
  void theStateMachineRunsANight() throws IOException {
    JsonNode machine =
        new ObjectMapper().readTree(CONF.resolve("schedule/step-functions.json").toFile());
    JsonNode job = machine.at("/States/Nightly/Parameters/JobDriver/SparkSubmit");
    assertRuns(words(job.path("EntryPointArguments")), "nightly");
    assertThat(job.path("SparkSubmitParameters").asText())
        .contains("--class " + Main.class.getName());
    assertThat(machine.path("States").has(machine.path("StartAt").asText())).isTrue();
    assertThat(machine.path("States").has(machine.at("/States/Nightly/Catch/0/Next").asText()))
        .isTrue();
  }

  @Test
  void theCronJobOfKubernetesRunsANight() throws IOException {
    JsonNode job = new YAMLMapper().readTree(CONF.resolve("cluster/kubernetes.yml").toFile());
    List<String> words = words(job.at("/spec/jobTemplate/spec/template/spec/containers/0/args"));
    assertThat(words).contains("--class=" + Main.class.getName());
    int jar = words.indexOf("/opt/hawkshaw/hawkshaw-jobs.jar");
    assertRuns(words.subList(jar + 1, words.size()), "nightly");
  }

  @Test
  void cronAndSystemdRunCommandsOfHawkshaw() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String file : List.of("hawkshaw.cron", "hawkshaw.service")) {
      Matcher found = COMMAND.matcher(Files.readString(CONF.resolve("schedule").resolve(file)));
      while (found.find()) {
        List<String> words = List.of(found.group(1).split(" "));
        assertRuns(words, words.get(0));
        commands.add(words.get(0));
      }
    }
    assertThat(commands).containsExactly("nightly", "maintain", "nightly");
  }
}
