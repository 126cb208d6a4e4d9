package io.hawkshaw.run;

import io.hawkshaw.lake.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the lake keeps what.
 *
 * @param keepDays days that a table keeps: 400, a year and a month, so that any night can be
 *     compared with the same one a year before
 * @param keepDaysOf days that single tables keep instead: 90 for {@code rejects}, whose raw text is
 *     looked at when a source breaks, or never; the originals stay where they are
 * @param vacuumHours files that no version of so many hours needs are deleted: 168; a query that
 *     has begun, or a night that hangs, still finds what it saw
 * @param clusterBytes days of a table from so many bytes on are written anew in the order of what
 *     is looked for: 268,435,456, two files; a query has to open the one file of a smaller day
 *     anyway
 */
public record MaintainSettings(
    Integer keepDays, Map<String, Integer> keepDaysOf, Integer vacuumHours, Long clusterBytes) {
  static final MaintainSettings DEFAULTS = new MaintainSettings(null, null, null, null);

  public MaintainSettings {
    keepDays = keepDays == null ? 400 : keepDays;
    keepDaysOf = keepDaysOf == null ? Map.of("rejects", 90) : new TreeMap<>(keepDaysOf);
    vacuumHours = vacuumHours == null ? 168 : vacuumHours;
    clusterBytes = clusterBytes == null ? 256L << 20 : clusterBytes;
    Settings.check(keepDays > 0, "maintain.keep-days", keepDays, "it must be above 0");
    Settings.check(
        vacuumHours >= 168, "maintain.vacuum-hours", vacuumHours, "it must be 168 or more");
    Settings.check(clusterBytes > 0, "maintain.cluster-bytes", clusterBytes, "it must be above 0");
    List<String> tables = Arrays.stream(Table.values()).map(Table::sqlName).toList();
    keepDaysOf.forEach(
        (table, days) -> {
          if (!tables.contains(table)) {
            throw UserError.unknownKey("maintain.keep-days-of", table, tables);
          }
          Settings.check(
              days != null && days > 0,
              "maintain.keep-days-of." + table,
              days,
              "it must be above 0");
        });
  }

  /** Days that a table keeps. */
  public int daysKept(Table table) {
    return keepDaysOf.getOrDefault(table.sqlName(), keepDays);
  }
}
