package io.hawkshaw.group;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a group is, made of its members.
 *
 * @param told findings and evidence
 * @param entities entities
 */
record Portrait(List<Member> told, List<Entity> entities) {
  /** Some columns of table finding_groups. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "title STRING, headline STRING, summary STRING, sentences ARRAY<STRUCT<tactic: STRING,"
              + " sentence: STRING, members: ARRAY<STRING>>>, severity STRING, severity_score"
              + " DOUBLE, score DOUBLE, added_members ARRAY<STRING>, tactics ARRAY<STRING>, accounts"
              + " ARRAY<STRING>, regions ARRAY<STRING>, findings BIGINT, evidence BIGINT, entities"
              + " BIGINT, identity_entities BIGINT, network_entities BIGINT, storage_entities"
              + " BIGINT, compute_entities BIGINT, severities MAP<STRING, BIGINT>, first_time"
              + " TIMESTAMP, last_time TIMESTAMP");

  private static final List<String> SEVERITIES =
      List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");

  /** The exponent of the series, and the sum of 1 / k^1.5 over all k: Riemann's zeta of it. */
  private static final double EXPONENT = 1.5;

  private static final double ZETA = 2.612;
  private static final int NEW_MEMBERS = 100;

  static Portrait of(List<Member> told, List<Entity> entities) {
    return new Portrait(
        told.stream()
            .sorted(Comparator.comparing(Member::first).thenComparing(Member::id))
            .toList(),
        entities.stream().sorted(Entity.ORDER).toList());
  }

  Row row() {
    List<Sentence> story = Story.of(told);
    return RowFactory.create(
        Titles.byNamespace(told),
        Titles.headline(told, entities, tactics()),
        String.join("\n", story.stream().map(Sentence::text).toList()),
        story.stream()
            .map(one -> RowFactory.create(one.tactic(), one.text(), texts(one.members())))
            .toArray(Row[]::new),
        severity(),
        told.stream().mapToDouble(Member::score).max().orElse(0),
        score(),
        texts(told.stream().filter(Member::isNew).map(Member::id).limit(NEW_MEMBERS).toList()),
        texts(tactics()),
        texts(distinct(told.stream().map(Member::account))),
        texts(distinct(told.stream().map(Member::region))),
        told.stream().filter(Member::isFinding).count(),
        told.stream().filter(member -> !member.isFinding()).count(),
        (long) entities.size(),
        entities.stream().filter(Category.IDENTITY::holds).count(),
        entities.stream().filter(Category.NETWORK::holds).count(),
        entities.stream().filter(Category.STORAGE::holds).count(),
        entities.stream().filter(Category.COMPUTE::holds).count(),
        CollectionConverters.asScala(severities()),
        Timestamp.from(
            happened().map(Member::first).min(Comparator.naturalOrder()).orElse(Instant.EPOCH)),
        Timestamp.from(
            happened().map(Member::last).max(Comparator.naturalOrder()).orElse(Instant.EPOCH)));
  }

  private Stream<Member> happened() {
    return told.stream().filter(member -> !member.isPosture());
  }

  /** The highest of its findings and evidence, as in Amazon Detective. */
  private String severity() {
    return told.stream()
        .map(Member::severity)
        .max(Comparator.comparingInt(SEVERITIES::indexOf))
        .orElse("INFORMATIONAL");
  }

  private Map<String, Long> severities() {
    Map<String, Long> counts = new TreeMap<>();
    told.forEach(member -> counts.merge(member.severity(), 1L, Long::sum));
    return counts;
  }

  /**
   * Risk as Elastic Security scores entities: many weak signs add up, but never to more than a few
   * strong ones.
   */
  private double score() {
    List<Double> scores =
        told.stream().map(Member::score).sorted(Comparator.reverseOrder()).toList();
    double sum = 0;
    for (int k = 1; k <= scores.size(); k++) {
      sum += scores.get(k - 1) / Math.pow(k, EXPONENT);
    }
    return sum / ZETA;
  }

  private List<String> tactics() {
    return TacticChain.of(
        told.stream()
            .flatMap(
                member ->
                    member.tactics().isEmpty() && member.isFinding()
                        ? Stream.of(TacticChain.OTHER)
                        : member.tactics().stream())
            .toList());
  }

  private static List<String> distinct(Stream<String> texts) {
    return texts.filter(Objects::nonNull).distinct().sorted().toList();
  }

  private static String[] texts(List<String> texts) {
    return texts.toArray(String[]::new);
  }
}
