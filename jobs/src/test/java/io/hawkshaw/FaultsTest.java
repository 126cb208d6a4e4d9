package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.StorageFault;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.MemoryLake;
import io.hawkshaw.testing.RefusingFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each fault of a raw file costs: which records are kept, and which rejects say what was lost,
 * each with its position. One night reads all files, so none may cost another.
 */
final class FaultsTest {
  private static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");
  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_RECORD_BYTES = 1 << 17;

  private static final String NO_TIME = "no eventTime";
  private static final String NO_OBJECT = "not a JSON object";
  private static final String HALF = "half a record: the next one begins within it";
  private static final String CUT_OFF = "cut off: the file ends within it";

  /**
   * A file and what is expected of it.
   *
   * @param name name of the file and of the fault
   * @param kept names of the records that are kept
   * @param rejects each as "position: reason"
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Fault(String name, byte[] content, List<String> kept, List<String> rejects) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Fault> FAULTS = new ArrayList<>();

  static {
    packing();
    framing();
    records();
    bytes();
    access();
  }

  private static void packing() {
    fault(
        "gzip cut off",
        cut(packed(), c().length()),
        "a b",
        "2: unreadable from here: it ends too soon");
    fault(
        "gzip cut off in its head",
        Arrays.copyOf(packed(), 5),
        "",
        "-1: cannot be opened: it ends too soon");
    fault(
        "gzip with a false checksum",
        flipped(packed()),
        "a b c",
        "3: unreadable from here: the gzip checksum is false");
    fault(
        "gzip bomb",
        gzip(a() + " ".repeat(3 << 20)),
        "a",
        "1: unreadable from here: more than 1048576 bytes unpacked (reading.max-file-bytes)");
    fault("gzip members", both(gzip(trail(a())), gzip(trail(b()))), "a b");
    fault(
        "gzip members, the second no gzip",
        both(gzip(trail(a())), trail(b()).getBytes(UTF_8)),
        "a",
        "1: unreadable from here: no gzip");
    fault("gzip in gzip", gzip(gzip(trail(a(), b()))), "a b");
    fault(
        "gzip in gzip, cut off",
        gzip(cut(packed(), c().length())),
        "a b",
        "2: unreadable from here: it ends too soon");
    fault("no gzip in spite of its name", trail(a(), b()), "a b");
  }

  private static void framing() {
    fault(
        "half a file",
        trail(a(), b(), c()).substring(0, trail(a(), b()).length() + 20),
        "a b",
        "2: " + CUT_OFF);
    fault("half a line", lines(a(), half(), c()), "a c", "1: " + HALF);
    fault("half a last line", lines(a(), b()) + half(), "a b", "2: " + CUT_OFF);
    fault("half an element", trail(a(), half(), c()), "a c", "1: " + HALF);
    fault(
        "an element that ended too soon",
        trail(a(), "{\"x\":1},\"y\":{\"z\":[]}}", c()),
        "a c",
        "1: " + NO_TIME,
        "2: " + NO_OBJECT);
    fault(
        "an array that was closed too soon",
        "{\"Records\":[" + a() + "]," + b() + "," + c() + "]}",
        "a b c",
        "1: " + HALF,
        "4: " + NO_OBJECT);
    fault(
        "an array that is never closed",
        "{\"Records\":[" + a() + "," + b(),
        "a b",
        "2: " + CUT_OFF);
    fault(
        "two arrays in one wrapper",
        "{\"Records\":[" + a() + "],\"Records\":[" + b() + "]}",
        "a b");
    fault("a list without a wrapper", "[" + a() + "," + b() + "]", "a b");
    fault("lists on lines", "[" + a() + "]\n[" + b() + "]\n", "a b");
    fault("wrappers on lines", trail(a()) + "\n" + trail(b(), c()) + "\n", "a b c");
    fault(
        "objects on many lines",
        a().replace(",", ",\n  ").replace("{", "{\n  ") + "\n" + b(),
        "a b");
    fault("no array", "{\"x\":[" + a() + "]}", "", "0: " + NO_TIME);
    fault("an array that is null", "{\"Records\":null}", "", "0: " + NO_TIME);
    fault("an array that is a number", "{\"Records\":17}", "", "0: " + NO_TIME);
    fault("an array that is a text", "{\"Records\":\"[]\"}", "", "0: " + NO_TIME);
    fault("an array that is an object", "{\"Records\":" + a() + "}", "", "0: " + NO_TIME);
    fault("an array that is empty", trail(), "");
    fault(
        "elements that are no objects",
        trail(a(), "7", "\"x\"", "null", "[" + b() + "]", c()),
        "a c",
        "1: " + NO_OBJECT,
        "2: " + NO_OBJECT,
        "3: " + NO_OBJECT,
        "4: " + NO_OBJECT);
    fault("nothing", "", "");
    fault("white space", " \r\n\t\n", "");
    fault("text", "no JSON\nat all\n", "", "0: " + NO_OBJECT, "1: " + NO_OBJECT);
    fault("zero bytes", "\0\0\0\0", "", "0: " + NO_OBJECT);
  }

  private static void records() {
    fault(
        "a record too long",
        trail(a(), with(b(), "\"x\":\"" + "y".repeat(MAX_RECORD_BYTES) + "\""), c()),
        "a c",
        "1: longer than reading.max-record-bytes");
    fault(
        "brackets too deep",
        trail(a(), with(b(), "\"x\":" + "[".repeat(50_000) + "]".repeat(50_000)), c()),
        "a c",
        "1: no JSON: Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)");
    fault(
        "brackets too deep that never close",
        lines(a(), "{\"x\":[".repeat(10_000)) + c(),
        "a c",
        "1: " + HALF);
    fault(
        "a number too long where none is read",
        trail(a(), with(b(), "\"x\":" + "9".repeat(100_000)), c()),
        "a c",
        "1: no JSON: Number value length (");
    fault(
        "a number too long where one is read",
        trail(a(), with(b(), "\"userAgent\":1" + "0".repeat(100_000)), c()),
        "a c",
        "1: no JSON: Number value length (");
    fault("a number too great", trail(a(), with(b(), "\"userAgent\":1e999999999"), c()), "a b c");
    fault(
        "a name too long",
        trail(a(), with(b(), "\"" + "n".repeat(60_000) + "\":1"), c()),
        "a c",
        "1: no JSON: Name length (60000) exceeds the maximum allowed (50000, from `StreamReadConstraints.getMaxNameLength()`)");
    fault(
        "names that stand twice",
        trail(a(), with(b().replace("b-", "z-"), b().substring(1, b().length() - 1))),
        "a b");
    fault(
        "a sign that JSON has not",
        trail(a(), b().replace("{", "{oops,"), c()),
        "a c",
        "1: no JSON: Unexpected character ('o' (code 111)): was expecting double-quote to start field name");
    fault(
        "no time", trail(a(), b().replace("eventTime", "eventtime"), c()), "a c", "1: " + NO_TIME);
    fault(
        "a time of 1970",
        trail(a(), b().replace("2026", "1970"), c()),
        "a c",
        "1: time out of range: 1970-10-17T10:00:00Z");
    fault(
        "a time of 2099",
        trail(a(), b().replace("2026", "2099"), c()),
        "a c",
        "1: time out of range: 2099-10-17T10:00:00Z");
    fault(
        "a time as a number",
        trail(a(), b().replace("\"2026-10-17T10:00:00Z\"", "1792231200"), c()),
        "a c",
        "1: eventTime is no time: 1792231200");
  }

  private static void bytes() {
    fault("a byte order mark", "\uFEFF" + trail(a(), b()), "a b");
    fault(
        "bytes that are no UTF-8",
        latin1(trail(a(), with(b(), "\"x\":\"\u00ff\""), c())),
        "a c",
        "1: no JSON: Invalid UTF-8 start byte 0xff");
    fault(
        "a zero byte in a text",
        trail(a(), with(b(), "\"x\":\"\0\""), c()),
        "a c",
        "1: no JSON: Illegal unquoted character ((CTRL-CHAR, code 0)): has to be escaped using backslash to be included in string value");
    fault(
        "half a surrogate pair", trail(a(), with(b(), "\"userAgent\":\"\\ud800\""), c()), "a b c");
    fault("another encoding", trail(a()).getBytes(UTF_16LE), "", "0: " + CUT_OFF);
  }

  private static void access() {
    fault("vanished", trail(a()), "", "-1: cannot be opened: No such file: refusing:");
  }

  private static final Map<String, List<String>> KEPT = new TreeMap<>();
  private static final Map<String, List<String>> REJECTS = new TreeMap<>();

  @TempDir private static Path folder;
  private static NightShift.Result night;
  private static MemoryLake lake;

  @BeforeAll
  static void runTheNight() {
    RefusingFileSystem.register(SPARK.sparkContext().hadoopConfiguration());
    FAULTS.forEach(FaultsTest::write);
    Settings settings =
        Settings.defaults()
            .withInputs(Map.of("cloudtrail", List.of(RefusingFileSystem.uri(folder))))
            .withReading(
                new ReadingSettings(null, null, MAX_RECORD_BYTES, MAX_FILE_BYTES, null, null));
    lake = new MemoryLake();
    night = Rollups.shift(settings, STARTED).run(SPARK, lake, Window.NEW_FILES);
    lake.read(Table.ACTIVITY)
        .select("operation")
        .sort("operation")
        .collectAsList()
        .forEach(row -> addKept(row.getString(0)));
    lake.read(Table.REJECTS)
        .select("file", "position", "reason")
        .sort("file", "position")
        .collectAsList()
        .forEach(row -> add(REJECTS, name(row.getString(0)), reject(row)));
  }

  private static void add(Map<String, List<String>> all, String file, String found) {
    all.computeIfAbsent(file, f -> new ArrayList<>()).add(found);
  }

  private static void addKept(String id) {
    int number = Integer.parseInt(id.substring(2));
    add(KEPT, FAULTS.get(number).name(), id.substring(0, 1));
  }

  /** The name of a file, from its escaped URI. */
  private static String name(String file) {
    String path = java.net.URI.create(file).getPath();
    return path.substring(path.lastIndexOf('/') + 1).replace(".json.gz", "");
  }

  private static String reject(Row row) {
    return row.getLong(1) + ": " + row.getString(2).lines().findFirst().orElse("");
  }

  static List<Fault> faults() {
    return FAULTS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachFaultCostsWhatTheTableSays(Fault fault) {
    assertThat(KEPT.getOrDefault(fault.name(), List.of())).isEqualTo(fault.kept());
    List<String> rejects = REJECTS.getOrDefault(fault.name(), List.of());
    assertThat(rejects).hasSameSizeAs(fault.rejects());
    for (int i = 0; i < rejects.size(); i++) {
      assertThat(rejects.get(i)).startsWith(fault.rejects().get(i));
    }
  }

  @Test
  void allThatWasReadIsKeptOrRefused() {
    assertThat(night.gaps()).isEmpty();
    long kept = KEPT.values().stream().mapToLong(List::size).sum();
    long refused = REJECTS.values().stream().mapToLong(List::size).sum();
    Row files = lake.read(Table.FILES).selectExpr("sum(records)", "sum(rejected)").first();
    assertThat(files.getLong(0)).isEqualTo(kept + refused);
    assertThat(files.getLong(1)).isEqualTo(refused);
  }

  @Test
  void aFileThatTheStoreRefusesEndsTheNightWhichLeavesItToTheNext(@TempDir Path other)
      throws IOException {
    Files.writeString(other.resolve("good.json"), trail(record("a")));
    Files.writeString(other.resolve("forbidden.json"), trail(record("b")));
    Settings settings =
        Settings.defaults()
            .withInputs(Map.of("cloudtrail", List.of(RefusingFileSystem.uri(other))));
    MemoryLake empty = new MemoryLake();
    NightShift shift = Rollups.shift(settings, STARTED);
    assertThatThrownBy(() -> shift.run(SPARK, empty, Window.NEW_FILES)).matches(StorageFault::isIn);
    assertThat(empty.read(Table.FILES).isEmpty()).isTrue();
  }

  @Test
  void anEmptyFolderIsANightWithoutWork(@TempDir Path empty) {
    Settings settings =
        Settings.defaults().withInputs(Map.of("cloudtrail", List.of(empty.toString())));
    NightShift.Result idle =
        Rollups.shift(settings, STARTED).run(SPARK, new MemoryLake(), Window.NEW_FILES);
    assertThat(idle.days()).isEmpty();
    assertThat(idle.newFiles()).isZero();
    assertThat(idle.gaps()).isEmpty();
  }

  @Test
  void theReadmeTellsWhatEachReasonMeans() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String table = readme.substring(readme.indexOf("| `reason` begins |"));
    List<Pattern> explained =
        Pattern.compile("`([^`]+)`")
            .matcher(
                table.substring(0, table.indexOf("\n\n")).replaceAll("(?m)^\\|([^|]*)\\|.*$", "$1"))
            .results()
            .map(span -> Pattern.compile(Pattern.quote(span.group(1)).replace("…", "\\E.*\\Q")))
            .toList();
    for (Row reject : lake.read(Table.REJECTS).select("reason").distinct().collectAsList()) {
      assertThat(explained)
          .as(reject.getString(0))
          .anyMatch(beginning -> beginning.matcher(reject.getString(0)).lookingAt());
    }
  }

  @Test
  void eachFileIsInTheLedger() {
    assertThat(lake.read(Table.FILES).select("file").distinct().count()).isEqualTo(FAULTS.size());
  }

  @Test
  void aRejectKeepsTheBeginningOfItsText() {
    List<Row> rows =
        lake.read(Table.REJECTS)
            .filter("position >= 0 AND reason NOT LIKE 'unreadable%' AND raw IS NULL")
            .collectAsList();
    assertThat(rows).isEmpty();
    assertThat(
            lake.read(Table.REJECTS)
                .filter("file LIKE '%half a line.%' OR file LIKE '%half%20a%20line.%'")
                .first()
                .<String>getAs("raw"))
        .startsWith("{\"eventVersion\"");
  }

  private static void fault(String name, String content, String kept, String... rejects) {
    fault(name, content.getBytes(UTF_8), kept, rejects);
  }

  private static void fault(String name, byte[] content, String kept, String... rejects) {
    List<String> ids = kept.isEmpty() ? List.of() : List.of(kept.split(" ", -1));
    FAULTS.add(new Fault(name, content, ids, List.of(rejects)));
  }

  private static void write(Fault fault) {
    try {
      Files.write(folder.resolve(fault.name() + ".json.gz"), fault.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String a() {
    return record("a");
  }

  private static String b() {
    return record("b");
  }

  private static String c() {
    return record("c");
  }

  /** A record whose id and operation tell the number of the fault that is being written down. */
  private static String record(String id) {
    return """
        {"eventVersion":"1.11","eventTime":"2026-10-17T10:00:00Z","eventName":"%1$s-%2$d","eventID":"%1$s-%2$d"}"""
        .formatted(id, FAULTS.size());
  }

  private static String half() {
    return b().substring(0, b().length() / 2);
  }

  private static String with(String record, String field) {
    return record.substring(0, record.length() - 1) + "," + field + "}";
  }

  private static String trail(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  private static String lines(String... records) {
    return String.join("\n", records) + "\n";
  }

  private static byte[] latin1(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] content) {
    return gzip(content, Deflater.DEFAULT_COMPRESSION);
  }

  /** Three records, packed but not pressed, so that a cut falls where it is meant to. */
  private static byte[] packed() {
    return gzip(trail(a(), b(), c()).getBytes(UTF_8), Deflater.NO_COMPRESSION);
  }

  private static byte[] gzip(byte[] content, int level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(level);
          }
        }) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] cut(byte[] bytes, int less) {
    return Arrays.copyOf(bytes, bytes.length - less);
  }

  /** With a false byte in the checksum, which stands before the four bytes of the length. */
  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length - 6] ^= 1;
    return bytes;
  }

  private static byte[] both(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
