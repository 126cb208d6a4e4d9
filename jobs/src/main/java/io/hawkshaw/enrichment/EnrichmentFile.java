package io.hawkshaw.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.opencsv.CSVReader;
import com.opencsv.exceptions.CsvException;
import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The files that tell where addresses are; the operator brings them. */
public enum EnrichmentFile {
  /** GeoLite2-City, GeoIP2-City, or another database with the same fields. */
  CITY(EnrichmentSettings::city, "city, country and coordinates"),
  /** GeoLite2-ASN, or another database with the same fields. */
  ASN(EnrichmentSettings::asn, "autonomous systems and their organizations"),
  /** Lines of {@code block,country} or {@code first,last,country}, the country by ISO 3166 code. */
  COUNTRY_CSV(EnrichmentSettings::countryCsv, "countries where the city database knows none"),
  /** The {@code ip-ranges.json} that AWS publishes. */
  AWS_RANGES(EnrichmentSettings::awsRanges, "the addresses of AWS itself");

  /** What a line begins with that is no heading. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]*[.:].*");

  private final Function<EnrichmentSettings, String> path;
  private final String meaning;

  EnrichmentFile(Function<EnrichmentSettings, String> path, String meaning) {
    this.path = path;
    this.meaning = meaning;
  }

  /** The key of the setting. */
  public String key() {
    return "enrichment." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is unknown without it. */
  public String meaning() {
    return meaning;
  }

  /** The file, where one is set. */
  public Optional<String> path(EnrichmentSettings settings) {
    return Optional.ofNullable(path.apply(settings));
  }

  /**
   * Opens the file to see that it is what it should be.
   *
   * @throws UserError where it is not
   */
  public void verify(EnrichmentSettings settings) {
    if (this == CITY || this == ASN) {
      database(settings);
    } else {
      ranges(settings);
    }
  }

  /** The database, null where none is set. */
  Database database(EnrichmentSettings settings) {
    return read(settings, Database::new);
  }

  /** The ranges, null where none are set. */
  Ranges ranges(EnrichmentSettings settings) {
    return read(settings, this == COUNTRY_CSV ? EnrichmentFile::countries : EnrichmentFile::aws);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(String file) throws IOException, CsvException;
  }

  private <T> T read(EnrichmentSettings settings, Reading<T> reading) {
    String file = path.apply(settings);
    if (file == null) {
      return null;
    }
    try {
      return reading.of(file);
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      throw UserError.badSetting(key(), file, "there is no such file");
    } catch (IOException | CsvException | IllegalArgumentException e) {
      throw UserError.badSetting(key(), file, "it cannot be read: " + e.getMessage());
    }
  }

  private static Ranges countries(String file) throws IOException, CsvException {
    Ranges ranges = new Ranges();
    try (Reader text = Files.newBufferedReader(Path.of(file));
        CSVReader lines = new CSVReader(text)) {
      for (String[] line = lines.readNext(); line != null; line = lines.readNext()) {
        add(ranges, line, lines.getLinesRead());
      }
    }
    return ranges;
  }

  private static void add(Ranges ranges, String[] line, long number) {
    if (line.length < 2 || line.length > 3) {
      throw new IllegalArgumentException("line " + number + " has not two or three columns");
    }
    boolean isHeading = number == 1 && !ADDRESS.matcher(line[0].strip()).matches();
    if (!isHeading && line.length == 2) {
      ranges.block(line[0].strip(), country(line[1]));
    } else if (!isHeading) {
      ranges.between(line[0].strip(), line[1].strip(), country(line[2]));
    }
  }

  private static String country(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  private static Ranges aws(String file) throws IOException {
    JsonNode published = new ObjectMapper().readTree(Files.readAllBytes(Path.of(file)));
    Ranges ranges = new Ranges();
    published.path("prefixes").forEach(p -> ranges.block(p.path("ip_prefix").asText(), "AWS"));
    published
        .path("ipv6_prefixes")
        .forEach(p -> ranges.block(p.path("ipv6_prefix").asText(), "AWS"));
    return ranges;
  }
}
