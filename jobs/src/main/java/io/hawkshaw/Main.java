package io.hawkshaw;

import io.hawkshaw.lake.DamagedTable;
import io.hawkshaw.lake.LakeBusy;
import io.hawkshaw.run.StorageFault;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The one command line: parses it, runs the command, and alone in the program calls {@code exit}: 0
 * done, 2 the operator's mistake, 3 a bug.
 */
@Command(
    name = "hawkshaw",
    description =
        "Investigates AWS logs: nightly tables and reports from Security Lake and raw logs.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      NightlyCommand.class,
      InvestigateCommand.class,
      InvestigationsCommand.class,
      SummaryCommand.class,
      RawCommand.class,
      EntityCommand.class,
      EntitiesCommand.class,
      PathCommand.class,
      GroupsCommand.class,
      GroupCommand.class,
      RewriteCommand.class,
      SqlCommand.class,
      UsageCommand.class,
      MaintainCommand.class,
      CheckCommand.class,
      GenerateCommand.class
    })
public final class Main {
  private static final int MISTAKE = 2;
  private static final int BUG = 3;

  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    int code = run(args);
    // Spark leaves threads behind that would keep the process alive.
    System.exit(code);
  }

  /** Runs one command and says with which code the process should end. */
  static int run(String... args) {
    CommandLine line = commandLine();
    try {
      return args.length == 0 ? usage(line) : line.execute(args);
    } catch (Error e) { // Hadoop's local files fail with an error where the disk is full.
      return tell(line.getErr(), e);
    }
  }

  /** All commands with their options. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExitCodeExceptionMapper(e -> isMistake(e) ? MISTAKE : BUG);
    line.registerConverter(LocalDate.class, Main::day);
    line.setParameterExceptionHandler(
        (e, given) -> {
          CommandLine command = e.getCommandLine();
          command
              .getErr()
              .println("hawkshaw: " + e.getMessage() + "; see " + path(command) + " --help");
          return MISTAKE;
        });
    line.setExecutionExceptionHandler((e, command, parsed) -> tell(command.getErr(), e));
    return line;
  }

  private static int tell(PrintWriter err, Throwable e) {
    // Where the process is asked to end, Spark ends first, and all that still works fails.
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      err.println("hawkshaw: interrupted; no table is left half written: start again any time");
      return MISTAKE;
    }
    if (mistake(e) != null) {
      err.println("hawkshaw: " + mistake(e).getMessage());
      return MISTAKE;
    }
    err.println("hawkshaw: this is a bug; please report it with what follows");
    e.printStackTrace(err);
    return BUG;
  }

  private static int usage(CommandLine line) {
    line.usage(line.getErr());
    return MISTAKE;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new CommandLine.TypeConversionException("'" + text + "' is no day such as 2026-10-17");
    }
  }

  private static String path(CommandLine command) {
    return "./" + command.getCommandSpec().qualifiedName();
  }

  private static boolean isMistake(Throwable e) {
    return mistake(e) != null || e instanceof CommandLine.ParameterException;
  }

  private static UserError mistake(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError mistake) {
        return mistake;
      }
      if (cause instanceof LakeBusy busy) {
        return UserError.busyLake(busy);
      }
    }
    return StorageFault.isIn(e)
        ? UserError.storage(e)
        : DamagedTable.in(e).map(UserError::damagedTable).orElse(null);
  }

  /** Tells picocli the version. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"hawkshaw " + Version.CURRENT};
    }
  }
}
