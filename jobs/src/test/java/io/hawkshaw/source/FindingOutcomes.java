package io.hawkshaw.source;

import io.hawkshaw.run.Settings;
import io.hawkshaw.source.Outcome.Parsed;
import io.hawkshaw.source.Outcome.Refused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/** What a format makes of a file, without a session. */
final class FindingOutcomes {
  private FindingOutcomes() {}

  static List<Outcome> of(RawFormat format, String content) {
    InputFile file = Reading.file(Source.GUARDDUTY, Path.of("/none/a.json"));
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return all(format.read(new ByteArrayInputStream(bytes), file, Settings.defaults().reading()));
  }

  static List<Outcome> all(Iterator<Outcome> outcomes) {
    List<Outcome> all = new ArrayList<>();
    outcomes.forEachRemaining(all::add);
    return all;
  }

  /** The records, by the names of their columns. */
  static List<Row> findings(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Parsed.class::isInstance)
        .map(Parsed.class::cast)
        .<Row>map(parsed -> named(parsed.row()))
        .toList();
  }

  private static Row named(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return new GenericRowWithSchema(values, Findings.RECORD);
  }

  static List<String> ids(List<Outcome> outcomes) {
    return findings(outcomes).stream().map(row -> row.<String>getAs("finding")).toList();
  }

  static List<String> refusals(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Refused.class::isInstance)
        .map(outcome -> ((Refused) outcome).reason())
        .toList();
  }

  static List<Long> positions(List<Outcome> outcomes) {
    return outcomes.stream().map(FindingOutcomes::position).toList();
  }

  private static long position(Outcome outcome) {
    if (outcome instanceof Parsed parsed) {
      return parsed.position();
    }
    return outcome instanceof Refused refused
        ? refused.position()
        : ((Outcome.Skipped) outcome).position();
  }

  /** The entities of a finding as {@code ROLE TYPE id}. */
  static List<String> entities(Row finding) {
    List<String> entities = new ArrayList<>();
    for (Object entity : (Object[]) finding.getAs("entities")) {
      Row row = (Row) entity;
      entities.add(row.getString(2) + " " + row.getString(0) + " " + row.getString(1));
    }
    return entities;
  }
}
