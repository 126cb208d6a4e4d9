package io.hawkshaw.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import io.hawkshaw.run.Scans;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Together;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.Rollup.RolledUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Decides which files a night reads, and reads them, each once.
 *
 * <p>Without a window the new files say which days the night rebuilds: all that they hold records
 * of. A rebuilt day is built from all of its files, so those that earlier nights read come along;
 * which, the time in a new file's name tells beforehand. Where a file surprises (a record was
 * delivered days late), the files of that day are read in a second round.
 */
public final class Intake implements Scans {
  /** The tables that raw data feeds. */
  public static final Set<Table> TABLES =
      Arrays.stream(Feed.values()).map(Feed::table).collect(toUnmodifiableSet());

  private final SparkSession spark;
  private final Settings settings;
  private final Set<Table> fed;
  private final Window window;
  private final Instant newest;
  private EventRules rules = EventRules.NONE;
  private final Ledger ledger;
  private final Listing listing;
  private final DayFiles dayFiles;
  private final Map<Table, Scanned> scanned =
      Collections.synchronizedMap(new EnumMap<>(Table.class));
  private final NavigableSet<LocalDate> unbuilt = new ConcurrentSkipListSet<>();
  private final List<RolledUp> kept = Collections.synchronizedList(new ArrayList<>());

  /**
   * Lists what there is to read; nothing where no table is fed from raw data.
   *
   * @param fed the tables to feed, of {@link #TABLES}
   * @param startedTime the time of the run: records of more than a day after it are refused
   * @throws UserError where no input is set, or one cannot be listed
   */
  public Intake(
      SparkSession spark,
      Lake lake,
      Settings settings,
      Window window,
      Set<Table> fed,
      Instant startedTime) {
    check(settings, fed);
    this.spark = spark;
    this.fed = fed;
    this.settings = fed.isEmpty() ? settings.withoutInputs() : settings;
    this.window = window;
    this.newest = startedTime.plus(Duration.ofDays(1));
    int lateDays = settings.reading().lateDays();
    LocalDate started = LocalDate.ofInstant(startedTime, ZoneOffset.UTC);
    LocalDate asked = window.days().map(NavigableSet::first).orElse(started);
    Ledger known = Ledger.read(lake, asked.minusDays(2L * lateDays));
    if (window.equals(Window.NEW_FILES) && known.lastDay().isEmpty()) {
      known = Ledger.read(lake, LocalDate.EPOCH);
    }
    this.ledger = known;
    IcebergTables tables = new IcebergTables(spark, ledger::find).open(this.settings);
    Days wanted = wanted(lateDays);
    this.listing =
        new Listing(spark.sessionState().newHadoopConf(), wanted.andNext()::contains, ledger::find)
            .list(this.settings)
            .add(tables.files(wanted));
    this.dayFiles = new DayFiles(ledger, listing, tables);
  }

  /**
   * Refuses to feed tables from nothing; needs no session, so that it is told at once.
   *
   * @throws UserError where no input is set
   */
  public static void check(Settings settings, Set<Table> fed) {
    if (settings.inputs().isEmpty() && !fed.isEmpty()) {
      throw UserError.noInput();
    }
  }

  /** Has rules asked of each record that is read from now on. */
  public Intake asking(EventRules asked) {
    rules = asked;
    return this;
  }

  /** The days whose records are of interest. */
  private Days wanted(int lateDays) {
    return window.days().isPresent()
        ? new Days(window.from(), window.to())
        : new Days(ledger.lastDay().map(last -> last.minusDays(lateDays)).orElse(null), null);
  }

  /** Number of listed files that no source reads, by a word on why. */
  public Map<String, Integer> unread() {
    return listing.unread();
  }

  /** Number of files that the night reads for the first time. */
  public long newFiles() {
    return listing.files().stream().filter(file -> !ledger.isDone(file)).count();
  }

  @Override
  public Map<Table, Scanned> scanned() {
    return Map.copyOf(scanned);
  }

  /** Reads the sources of the tables. */
  public Intake read() {
    Together.run(
        Arrays.stream(Feed.values())
            .filter(feed -> fed.contains(feed.table()))
            .<Runnable>map(feed -> () -> read(feed))
            .toList());
    return this;
  }

  /** Days that stay as they are, since files that they were built from are gone, or damaged. */
  public NavigableSet<LocalDate> unbuilt() {
    return unbuilt;
  }

  @Override
  public void close() {
    kept.forEach(RolledUp::close);
  }

  private void read(Feed feed) {
    List<InputFile> fresh =
        listing.files().stream()
            .filter(file -> Source.of(file).feed() == feed)
            .filter(file -> !ledger.isDone(file))
            .toList();
    if (window.days().isPresent() || !fresh.isEmpty()) {
      read(feed, fresh);
    }
  }

  private void read(Feed feed, List<InputFile> fresh) {
    Map<String, InputFile> files = new LinkedHashMap<>();
    fresh.forEach(file -> files.put(file.uri(), file));
    NavigableSet<LocalDate> expected = window.days().orElseGet(() -> dayFiles.expected(fresh));
    addKnown(files, feed, expected);
    boolean isRead = false;
    while (!isRead) {
      try {
        isRead = read(feed, fresh, files);
      } catch (Exception e) { // Spark throws checked ones, too.
        InputFile refused =
            DamagedFile.refused(e, files, spark.sessionState().newHadoopConf())
                .orElseThrow(
                    () ->
                        e instanceof RuntimeException known ? known : new IllegalStateException(e));
        files.put(refused.uri(), refused);
        if (ledger.isKept(refused)) { // Its records are in the tables, and nowhere else now.
          unbuilt.addAll(ledger.daysOf(refused));
        }
      }
    }
  }

  /** Reads files; false where others turn out to belong to them, which are added. */
  private boolean read(Feed feed, List<InputFile> fresh, Map<String, InputFile> files) {
    RolledUp rolledUp = scan(feed, List.copyOf(files.values()));
    Map<String, Set<LocalDate>> touches = DayFiles.touches(rolledUp.counts(), fresh);
    NavigableSet<LocalDate> days = window.days().orElseGet(() -> dayFiles.touched(fresh, touches));
    if (!addKnown(files, feed, days)) {
      unbuilt.addAll(dayFiles.unreplaced(feed, days, touches));
      days.removeAll(unbuilt);
      kept.add(rolledUp);
      if (!days.isEmpty()) {
        scanned.put(feed.table(), scanned(rolledUp, days, labels(files.values())));
      }
      return true;
    }
    rolledUp.close();
    return false;
  }

  private static Scanned scanned(
      RolledUp rolledUp, NavigableSet<LocalDate> days, List<String> labels) {
    Column isBuilt = Night.isOn(days);
    return new Scanned(
        days,
        labels,
        rolledUp.rows().filter(isBuilt),
        rolledUp.counts().filter(isBuilt),
        rolledUp.release());
  }

  /**
   * Adds the files of earlier nights that belong to some days, which stay as they are where one is
   * gone; false where all were there already.
   */
  private boolean addKnown(Map<String, InputFile> files, Feed feed, NavigableSet<LocalDate> days) {
    int before = files.size();
    dayFiles.known(feed, days).forEach(file -> files.putIfAbsent(file.uri(), file));
    unbuilt.addAll(dayFiles.gone(feed, days));
    return files.size() > before;
  }

  /** One pass over files, folded and rolled up. */
  private RolledUp scan(Feed feed, List<InputFile> files) {
    Map<Source, List<InputFile>> bySource = files.stream().collect(groupingBy(Source::of));
    List<String> labels = labels(files);
    List<LogScan> scans = new ArrayList<>();
    for (Source source : feed.sources()) {
      List<InputFile> ofSource = bySource.get(source);
      if (ofSource != null) {
        scans.add(source.read(spark, ofSource, settings, newest, rules));
      }
    }
    if (scans.isEmpty()) {
      Dataset<Row> none = spark.createDataFrame(List.of(), Scan.schema(feed.record()));
      return RolledUp.keep(feed.rollUp(none, labels));
    }
    return feed.rollUp(scans, labels, files.stream().mapToLong(InputFile::bytes).sum());
  }

  /** Names of the sources of some files, in one order. */
  private static List<String> labels(Collection<InputFile> files) {
    return files.stream().map(InputFile::source).distinct().sorted().toList();
  }
}
