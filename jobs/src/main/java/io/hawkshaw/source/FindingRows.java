package io.hawkshaw.source;

import io.hawkshaw.source.finding.Finding;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Findings as rows of {@link Findings#RECORD}. */
final class FindingRows {
  private FindingRows() {}

  static Row row(Finding finding) {
    return RowFactory.create(
        timestamp(finding.updatedTime()),
        finding.finding(),
        finding.product(),
        finding.type(),
        finding.title(),
        finding.description(),
        finding.severity(),
        finding.severityScore(),
        finding.status(),
        finding.account(),
        finding.region(),
        finding.tactics().toArray(String[]::new),
        finding.entities().stream()
            .map(e -> RowFactory.create(e.entityType(), e.entity(), e.role(), e.account()))
            .toArray(Row[]::new),
        finding.ips().toArray(String[]::new),
        timestamp(finding.firstTime()),
        timestamp(finding.lastTime()),
        timestamp(finding.updatedTime()),
        finding.count(),
        finding.detail());
  }

  /** A finding that was understood, with its number in the file and its text. */
  static Outcome parsed(String source, Finding finding, long position, Supplier<String> raw) {
    return new Outcome.Parsed(
        position,
        id(source, finding),
        finding.updatedTime(),
        finding.account(),
        finding.region(),
        row(finding),
        raw);
  }

  /** A version of a finding is one update of it, as one product tells it. */
  private static String id(String source, Finding finding) {
    return String.join(
        "|",
        source,
        finding.product(),
        finding.finding(),
        String.valueOf(finding.updatedTime()),
        String.valueOf(finding.count()));
  }

  private static Timestamp timestamp(Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
