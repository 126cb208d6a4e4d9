package io.hawkshaw.rule;

import static io.hawkshaw.udfs.IpInCidr.ipInCidr;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import com.opencsv.CSVReaderHeaderAware;
import com.opencsv.exceptions.CsvValidationException;
import io.hawkshaw.run.RuleSettings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.udfs.IpInCidr;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an organization expects, so that its detections need not be shown: each entry with an owner,
 * a reason and the last day on which it holds. It is applied when detections are read, so that it
 * holds for old ones too, and they all show again when an entry ends.
 *
 * @param entries the entries, in the order of the file
 */
public record Allowlist(List<Entry> entries) {
  private static final Set<String> COLUMNS =
      Set.of("rule", "account", "principal", "ip", "owner", "reason", "expires");

  /**
   * What is expected.
   *
   * @param rule rule, with wildcards; empty for any
   * @param account account, with wildcards; empty for any
   * @param principal principal, with wildcards; empty for any
   * @param ip address, or block of addresses; empty for any
   * @param expires last day on which it holds
   */
  record Entry(String rule, String account, String principal, String ip, LocalDate expires) {
    private Column isOf() {
      return matches("rule", rule)
          .and(matches("account", account))
          .and(matches("principal", principal))
          .and(ip.isEmpty() ? lit(true) : coalesce(ipInCidr(col("ip"), lit(ip)), lit(false)));
    }

    private static Column matches(String column, String pattern) {
      return pattern.isEmpty()
          ? lit(true)
          : coalesce(col(column).rlike(SigmaString.parse(pattern).regex()), lit(false));
    }
  }

  /**
   * Reads the allowlist of the settings; without one nothing is expected.
   *
   * @throws UserError for a file that cannot be read, or an entry without owner, reason or expiry
   */
  public static Allowlist load(RuleSettings settings) {
    if (settings.allowlist() == null) {
      return new Allowlist(List.of());
    }
    Path file = RuleSettings.path(settings.allowlist());
    List<Entry> entries = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(file);
        CSVReaderHeaderAware csv = new CSVReaderHeaderAware(text)) {
      for (Map<String, String> row = csv.readMap(); row != null; row = csv.readMap()) {
        entries.add(entry(row, file.toString(), csv.getLinesRead()));
      }
    } catch (IOException | CsvValidationException e) {
      throw UserError.unreadableAllowlist(file.toString(), e);
    }
    return new Allowlist(entries);
  }

  private static Entry entry(Map<String, String> row, String file, long line) {
    if (!row.keySet().equals(COLUMNS)) {
      throw UserError.badAllowlist(
          file, 1, "the columns have to be rule,account,principal,ip,owner,reason,expires");
    }
    for (String name : List.of("owner", "reason", "expires")) {
      if (row.get(name).isBlank()) {
        throw UserError.badAllowlist(file, line, "no " + name);
      }
    }
    Entry entry =
        new Entry(
            row.get("rule").strip(),
            row.get("account").strip(),
            row.get("principal").strip(),
            row.get("ip").strip(),
            day(row.get("expires").strip(), file, line));
    if ((entry.rule() + entry.account() + entry.principal() + entry.ip()).isEmpty()) {
      throw UserError.badAllowlist(file, line, "it names nothing, and would hide all detections");
    }
    String address = entry.ip().contains("/") ? entry.ip().split("/", 2)[0] : entry.ip();
    if (!entry.ip().isEmpty() && !Boolean.TRUE.equals(IpInCidr.test(address, entry.ip()))) {
      throw UserError.badAllowlist(file, line, entry.ip() + " is no address or block");
    }
    return entry;
  }

  private static LocalDate day(String text, String file, long line) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw UserError.badAllowlist(file, line, text + " is no day as 2026-10-17");
    }
  }

  /** The detections that are not expected on a day. */
  public Dataset<Row> unexpected(Dataset<Row> detections, LocalDate on) {
    return detections.filter(
        entries.stream()
            .filter(entry -> !entry.expires().isBefore(on))
            .map(entry -> not(entry.isOf()))
            .reduce(Column::and)
            .orElse(lit(true)));
  }
}
