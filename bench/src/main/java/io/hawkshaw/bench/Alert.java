package io.hawkshaw.bench;

import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an analyst looks at: one entity on one day, with all its anomalies.
 *
 * @param day UTC day
 * @param entity who or what
 * @param scores of its anomalies
 * @param kinds of them
 */
public record Alert(LocalDate day, String entity, List<Double> scores, Set<String> kinds) {
  private static final double EXPONENT = 1.5;

  /** The alerts of a table of anomalies. */
  public static List<Alert> of(Dataset<Row> anomalies) {
    return anomalies
        .groupBy("day", "entity")
        .agg(collect_list("score").as("scores"), collect_set("kind").as("kinds"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Alert(
                    row.getDate(0).toLocalDate(),
                    row.getString(1),
                    row.<Double>getList(2),
                    Set.copyOf(row.<String>getList(3))))
        .toList();
  }

  /** The order in which they are looked at. */
  public static final Comparator<Alert> WORST_FIRST =
      Comparator.comparingDouble(Alert::weight).reversed().thenComparing(Alert::entity);

  /**
   * All scores together, the highest counting most: {@code Σ s(i)·i^−1.5}, as Elastic's risk scores
   * add up alerts.
   */
  double weight() {
    List<Double> sorted = scores.stream().sorted(Comparator.reverseOrder()).toList();
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      sum += sorted.get(i) * Math.pow(i + 1.0, -EXPONENT);
    }
    return sum;
  }

  double highestScore() {
    return scores.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
