package io.hawkshaw;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.max;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.rule.ActiveRules;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.rule.Rulebook;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.NightRun;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Step;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.Balance;
import io.hawkshaw.source.Intake;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs one night from end to end: reads the sources, builds the tables, checks the balance. */
final class NightShift {
  /**
   * What a night did.
   *
   * @param runId its id in table {@code runs}
   * @param days UTC days that it built; none where nothing was new
   * @param newFiles files that it read for the first time
   * @param unread files that no source reads, by a word on why
   * @param unbuilt days that could not be rebuilt, since files of them are gone
   * @param gaps sources and days whose records do not add up
   * @param brokenRules number of detection rules that were left out, since they cannot be compiled
   * @param lake the tables after it
   */
  record Result(
      String runId,
      NavigableSet<LocalDate> days,
      long newFiles,
      Map<String, Integer> unread,
      NavigableSet<LocalDate> unbuilt,
      List<Balance.Gap> gaps,
      int brokenRules,
      Lake lake) {}

  private final Settings settings;
  private final Instant startedTime;
  private final Progress progress;
  private List<List<Step>> stages = Nightly.STAGES;

  NightShift(Settings settings, Instant startedTime, Progress progress) {
    this.settings = settings;
    this.startedTime = startedTime;
    this.progress = progress;
  }

  /** Builds one table alone; null for all. */
  NightShift only(String label) {
    return label == null ? this : only(Set.of(steps().get(indexOf(label)).table()));
  }

  /** Builds some tables alone, in their order. */
  NightShift only(Set<Table> tables) {
    return keep(step -> tables.contains(step.table()));
  }

  /** Builds one table and those after it in the list; null for all. */
  NightShift fromStep(String label) {
    if (label != null) {
      List<Step> left = steps().subList(indexOf(label), steps().size());
      return keep(left::contains);
    }
    return this;
  }

  private NightShift keep(Predicate<Step> isKept) {
    stages =
        stages.stream()
            .map(stage -> stage.stream().filter(isKept).toList())
            .filter(stage -> !stage.isEmpty())
            .toList();
    return this;
  }

  /** The tables that the operator named to be built again; none where all are. */
  Set<Table> rebuilt() {
    return stages.equals(Nightly.STAGES)
        ? Set.of()
        : steps().stream().map(Step::table).collect(toSet());
  }

  private List<Step> steps() {
    return stages.stream().flatMap(List::stream).toList();
  }

  private int indexOf(String label) {
    List<String> labels = steps().stream().map(Step::label).toList();
    if (!labels.contains(label)) {
      throw UserError.unknownStep(label, labels);
    }
    return labels.indexOf(label);
  }

  /**
   * Refuses what a night cannot begin with, before a session is opened for it.
   *
   * @throws UserError where its steps read raw data, and no input is set
   */
  void check(Window window) {
    Intake.check(settings, tables(window));
  }

  Result run(SparkSession spark, Lake lake, Window window) {
    NightRun run = new NightRun(spark, lake, settings, startedTime, progress);
    NavigableSet<LocalDate> days = new TreeSet<>();
    try (Intake intake = new Intake(spark, lake, settings, window, tables(window), startedTime)) {
      Rulebook rulebook = Rulebook.load(settings.rules());
      EventRules rules = new ActiveRules(rulebook, Allowlist.load(settings.rules()), spark);
      run.measure("read", days, () -> intake.asking(rules).read());
      Night night =
          new Night(
              lake,
              days(intake, lake, window),
              intake.scanned(),
              settings,
              startedTime,
              rules,
              Feedback.load(settings));
      days.addAll(night.days());
      List<Balance.Gap> gaps = List.of();
      if (!days.isEmpty()) {
        run.build(stages, night);
        gaps = run.measure("balance", days, () -> Balance.gaps(night, spark));
      }
      run.finish(gaps.isEmpty() ? "ok" : "unbalanced", days);
      return new Result(
          run.runId(),
          days,
          intake.newFiles(),
          intake.unread(),
          intake.unbuilt(),
          gaps,
          rulebook.problems().size(),
          lake);
    } catch (RuntimeException | Error e) { // Hadoop's local files fail with an error.
      noteFailure(run, days, e);
      throw e;
    }
  }

  /** What ended the night may keep the lake from noting it, and is what has to be told. */
  private static void noteFailure(NightRun run, NavigableSet<LocalDate> days, Throwable failure) {
    try {
      run.finish("failed", days);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * The tables whose raw data the steps need. Where the operator names no days, all is read, since
   * the days are those that new files touch.
   */
  private Set<Table> tables(Window window) {
    Set<Step.Raw> raw = steps().stream().map(Step::raw).collect(toSet());
    boolean isOfOwn = raw.equals(Set.of(Step.Raw.OWN));
    if (raw.contains(Step.Raw.ALL) || (window.days().isEmpty() && !isOfOwn)) {
      return Intake.TABLES;
    }
    return steps().stream()
        .filter(step -> step.raw() == Step.Raw.OWN)
        .map(Step::table)
        .collect(toSet());
  }

  /**
   * The days that were read, and those since then that brought nothing at all: a whole day's
   * silence has to show too. After a longer one nothing is expected any more.
   */
  private NavigableSet<LocalDate> days(Intake intake, Lake lake, Window window) {
    if (window.days().isPresent() && tables(window).isEmpty()) {
      return window.days().get();
    }
    NavigableSet<LocalDate> days = new TreeSet<>();
    intake.scanned().values().forEach(scanned -> days.addAll(scanned.days()));
    if (window.equals(Window.NEW_FILES)) {
      LocalDate today = LocalDate.ofInstant(startedTime, ZoneOffset.UTC);
      LocalDate heard = lastCovered(lake, days);
      if (!heard.isBefore(today.minusDays(1L + settings.coverage().expectDays()))) {
        Stream.iterate(heard.plusDays(1), day -> day.isBefore(today), day -> day.plusDays(1))
            .forEach(days::add);
      }
    }
    return days;
  }

  private static LocalDate lastCovered(Lake lake, NavigableSet<LocalDate> read) {
    Row last = lake.read(Table.COVERAGE).agg(max("day")).first();
    LocalDate covered = last.isNullAt(0) ? LocalDate.EPOCH : last.getDate(0).toLocalDate();
    return read.isEmpty() || covered.isAfter(read.last()) ? covered : read.last();
  }
}
