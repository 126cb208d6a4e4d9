package io.hawkshaw.source;

import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.TableUri;
import io.hawkshaw.run.Together;
import io.hawkshaw.run.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists the files of the inputs. Folders whose name tells a day outside of what is asked for are
 * not entered, so that a night does not list the whole of history.
 */
final class Listing {
  /** Iceberg's own files, and CloudTrail's digests, which hold no records. */
  private static final List<String> SKIPPED_FOLDERS = List.of("metadata", "CloudTrail-Digest");

  /**
   * A request to S3 takes some 50 ms, and thirty days of twenty accounts, four Regions and seven
   * sources are 17,000 folders: one at a time a quarter of an hour, so many at once half a minute.
   */
  private static final int LISTED_AT_ONCE = 32;

  private final Configuration conf;
  private final Predicate<LocalDate> isWanted;
  private final Function<String, InputFile> known;
  private final List<FileStatus> unplaced = new ArrayList<>();
  private final List<InputFile> files = new ArrayList<>();
  private final Set<String> uris = new HashSet<>();
  private final Map<String, Integer> unread = new TreeMap<>();

  /**
   * A listing of some days.
   *
   * @param isWanted whether files whose path tells this day are asked for
   */
  Listing(Configuration conf, Predicate<LocalDate> isWanted) {
    this(conf, isWanted, uri -> null);
  }

  /**
   * A listing of some days.
   *
   * @param known finds a file of an earlier night by its URI, or null: its source is told already
   */
  Listing(Configuration conf, Predicate<LocalDate> isWanted, Function<String, InputFile> known) {
    this.conf = conf;
    this.isWanted = isWanted;
    this.known = known;
  }

  /**
   * Lists all inputs that are folders.
   *
   * @throws UserError for an input that does not exist or may not be listed
   */
  Listing list(Settings settings) {
    settings
        .inputs()
        .forEach(
            (label, uris) -> {
              Input input = Input.labelled(label);
              uris.stream().filter(uri -> !TableUri.isTable(uri)).forEach(uri -> list(input, uri));
            });
    return this;
  }

  /** Adds files that were found elsewhere, each once. */
  Listing add(List<InputFile> found) {
    found.stream().filter(file -> uris.add(file.uri())).forEach(files::add);
    return this;
  }

  /** The files that a source reads. */
  List<InputFile> files() {
    return files;
  }

  /** Number of files that no source reads, by a word on why. */
  Map<String, Integer> unread() {
    return unread;
  }

  /** True for a file that was listed or, where it was not, exists. */
  boolean isThere(InputFile file) {
    if (uris.contains(file.uri())) {
      return true;
    }
    try {
      Path path = new Path(URI.create(file.uri()));
      return path.getFileSystem(conf).exists(path);
    } catch (IOException e) {
      return true; // It cannot be looked at: let the reading tell why.
    }
  }

  /** Lists one input. */
  void list(Input input, String uri) {
    try {
      Path root = new Path(uri);
      FileSystem fs = root.getFileSystem(conf);
      walk(fs, input, fs.makeQualified(root));
      placeByContent(input);
    } catch (FileNotFoundException e) {
      throw UserError.missingInput(input.label(), uri);
    } catch (UncheckedIOException e) {
      throw UserError.unreadableInput(input.label(), uri, e.getCause());
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.unreadableInput(input.label(), uri, e);
    }
  }

  /** Opens one of the listed files, to see whether they may be read. */
  void probe(Input input, String uri) {
    if (files.isEmpty()) {
      return;
    }
    Path path = new Path(URI.create(files.get(0).uri()));
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      in.read();
    } catch (IOException e) {
      throw UserError.unreadableInput(input.label(), uri, e);
    }
  }

  /**
   * Lists folder by folder, a level at a time. A flat listing would cost fewer requests for a young
   * bucket, but ever more with each year of history, of which a night wants thirty days.
   */
  private void walk(FileSystem fs, Input input, Path root) throws IOException {
    List<Path> level = wanted(fs, input, entries(fs, root));
    while (!level.isEmpty()) {
      List<Path> next = new ArrayList<>();
      for (List<FileStatus> entries :
          Together.map(level, LISTED_AT_ONCE, folder -> entriesLeft(fs, folder))) {
        next.addAll(wanted(fs, input, entries));
      }
      level = next;
    }
  }

  /** Adds the files among the entries of a folder and gives the folders to enter. */
  private List<Path> wanted(FileSystem fs, Input input, List<FileStatus> entries) {
    List<Path> folders = new ArrayList<>();
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (!entry.isDirectory()) {
        add(fs, input, entry);
        continue;
      }
      LocalDate day = PathFacts.of(entry.getPath() + "/").day();
      if (!SKIPPED_FOLDERS.contains(name) && (day == null || isWanted.test(day))) {
        folders.add(entry.getPath());
      }
    }
    return folders;
  }

  private static List<FileStatus> entries(FileSystem fs, Path folder) throws IOException {
    List<FileStatus> entries = new ArrayList<>();
    RemoteIterator<FileStatus> listed = fs.listStatusIterator(folder);
    while (listed.hasNext()) {
      entries.add(listed.next());
    }
    return entries;
  }

  /** The entries of a folder that was listed; none where it has gone since. */
  private static List<FileStatus> entriesLeft(FileSystem fs, Path folder) {
    try {
      return entries(fs, folder);
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(FileSystem fs, Input input, FileStatus entry) {
    String path = entry.getPath().toString();
    boolean isParquet = FileKind.isParquet(fs, input, entry.getPath());
    boolean isExpected =
        isParquet
            ? Source.isParquetExpected(input)
            : input != Input.SECURITY_LAKE && FileKind.isRaw(path);
    if (!isExpected) {
      unread.merge(input.label() + ": other file type", 1, Integer::sum);
      return;
    }
    if (input == Input.CLOUDTRAIL && FileKind.isDigest(entry.getPath())) {
      unread.merge("cloudtrail: digests of log files", 1, Integer::sum);
      return;
    }
    Optional<Source> source = Source.of(input, path, isParquet);
    if (source.isEmpty()) {
      unplaced.add(entry);
    } else {
      add(entry, source.get());
    }
  }

  /** Looks into the files of Security Lake whose path names no source. */
  private void placeByContent(Input input) {
    if (unplaced.isEmpty()) {
      return;
    }
    List<Optional<Source>> sources = Together.map(unplaced, LISTED_AT_ONCE, this::source);
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).isPresent()) {
        add(unplaced.get(i), sources.get(i).get());
      } else {
        unread.merge(
            input.label() + ": neither their path nor their first record tells the source",
            1,
            Integer::sum);
      }
    }
    unplaced.clear();
  }

  private Optional<Source> source(FileStatus entry) {
    InputFile before = known.apply(entry.getPath().toUri().toString());
    return before == null ? OcsfOrigin.of(entry.getPath(), conf) : Optional.of(Source.of(before));
  }

  private void add(FileStatus entry, Source source) {
    InputFile file =
        of(
            entry.getPath().toUri(),
            source,
            entry.getLen(),
            Instant.ofEpochMilli(entry.getModificationTime()));
    if (file.pathDay() == null || isWanted.test(file.pathDay())) {
      files.add(file);
      uris.add(file.uri());
    }
  }

  /** A file by what is known of it. */
  static InputFile of(URI uri, Source source, long bytes, Instant modified) {
    PathFacts facts = PathFacts.of(new Path(uri).toString());
    return new InputFile(
        uri.toString(),
        bytes,
        modified,
        source.labelIn(uri.getPath()),
        facts.account(),
        facts.region(),
        facts.day(),
        facts.delivered(),
        null);
  }
}
