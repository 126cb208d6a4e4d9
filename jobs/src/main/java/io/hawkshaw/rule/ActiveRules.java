package io.hawkshaw.rule;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.LogRules;
import io.hawkshaw.run.Night;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rules of a rulebook, compiled as far as they are asked for. */
public final class ActiveRules implements EventRules {
  private final Rulebook rulebook;
  private final Allowlist allowlist;
  private final SparkSession spark;
  private final Map<Part, LogRules> compiled = new ConcurrentHashMap<>();

  private record Part(Log log, Set<String> fields, boolean isWithin) {}

  /** The rules of a rulebook, of whose matches some are expected. */
  public ActiveRules(Rulebook rulebook, Allowlist allowlist, SparkSession spark) {
    this.rulebook = rulebook;
    this.allowlist = allowlist;
    this.spark = spark;
  }

  @Override
  public LogRules within(Log log, Set<String> fields) {
    return compiled.computeIfAbsent(new Part(log, fields, true), this::compile);
  }

  @Override
  public LogRules beyond(Log log, Set<String> fields) {
    return compiled.computeIfAbsent(new Part(log, fields, false), this::compile);
  }

  private LogRules compile(Part part) {
    LogSource source =
        Arrays.stream(LogSource.values())
            .filter(log -> log.log() == part.log())
            .findFirst()
            .orElseThrow();
    Predicate<Rule> isWithin = rule -> rule.condition().fields().allMatch(part.fields()::contains);
    List<Rule> rules =
        rulebook.rules().stream()
            .filter(rule -> rule.log() == source)
            .filter(rule -> isWithin.test(rule) == part.isWithin())
            .toList();
    return CompiledRules.of(source, rules, spark);
  }

  @Override
  public Dataset<Row> detections(Night night) {
    return Detections.of(night, rulebook, spark);
  }

  @Override
  public Dataset<Row> unexpected(Dataset<Row> detections, LocalDate on) {
    return allowlist.unexpected(detections, on);
  }
}
