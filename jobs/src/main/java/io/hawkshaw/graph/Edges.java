package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.Table;
import io.hawkshaw.rollup.AlikeRows;
import io.hawkshaw.run.Night;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The edges of a day: each of the rollups is read once, and each of its rows tells all edges that
 * it stands for. However many edges an entity has, all are kept.
 */
public final class Edges {
  private static final int MAX_EVENT_IDS = 3;

  private static final AlikeRows ALIKE =
      new AlikeRows(
          List.of(
              "day",
              "from_type",
              "from_entity",
              "relation",
              "to_type",
              "to_entity",
              "account",
              "region"),
          List.of("events", "failures", "bytes"),
          List.of("event_ids"),
          AlikeRows.Kept.smallest(MAX_EVENT_IDS));

  private Edges() {}

  /** The edges of the night's days. */
  public static Dataset<Row> build(Night night) {
    return ALIKE.of(
        List.of(
            ofCalls(night),
            ofFlows(night),
            ofQueries(night),
            ofOne(night.today(Table.FINDINGS), Involvements.edges()),
            ofOne(identities(night), Permissions.edges())));
  }

  private static AlikeRows.Source ofCalls(Night night) {
    Column failed = when(col("outcome").equalTo("success"), 0L).otherwise(col("events"));
    return new AlikeRows.Source(
        measured(calls(night), col("events"), failed, lit(0L), col("event_ids")), Calls.edges());
  }

  private static AlikeRows.Source ofFlows(Night night) {
    return new AlikeRows.Source(
        measured(conversations(night), col("flows"), col("refused"), col("bytes"), array()),
        edges(Connections.LINKS));
  }

  private static AlikeRows.Source ofQueries(Night night) {
    Column unanswered = when(col("rcode").equalTo("NOERROR"), 0L).otherwise(col("queries"));
    return new AlikeRows.Source(
        measured(night.today(Table.DNS_QUERIES), col("queries"), unanswered, lit(0L), array()),
        edges(Queries.LINKS));
  }

  /** Edges that each row stands for once. */
  private static AlikeRows.Source ofOne(Dataset<Row> rows, Column edges) {
    return new AlikeRows.Source(measured(rows, lit(1L), lit(0L), lit(0L), array()), List.of(edges));
  }

  /** What a row of a rollup counts, for each of its edges. */
  private static Dataset<Row> measured(
      Dataset<Row> rows, Column events, Column failures, Column bytes, Column eventIds) {
    return rows.withColumns(
        Map.of(
            "events", events,
            "failures", failures,
            "bytes", bytes,
            "event_ids", eventIds.cast("array<string>")));
  }

  private static List<Column> edges(List<Link> links) {
    return links.stream().map(Link::edge).toList();
  }

  /** The flows of a day between two addresses, whatever their hours and ports. */
  private static Dataset<Row> conversations(Night night) {
    Column refused = when(col("action").equalTo("REJECT"), col("flows")).otherwise(0L);
    return night
        .today(Table.TRAFFIC)
        .groupBy(
            "day",
            "account",
            "region",
            "vpc",
            "instance",
            "ecs_task",
            "ecs_cluster",
            "direction",
            "ip",
            "local_ip")
        .agg(
            sum("flows").as("flows"),
            sum(refused).as("refused"),
            sum(col("bytes_in").plus(col("bytes_out"))).as("bytes"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"));
  }

  /** What an IAM snapshot tells was so at its time. */
  private static Dataset<Row> identities(Night night) {
    return night
        .today(Table.IAM_IDENTITIES)
        .withColumns(
            Map.of(
                "region", lit(null).cast("string"),
                "first_time", col("snapshot_time"),
                "last_time", col("snapshot_time")));
  }

  /**
   * The calls. In the account of a role that is taken from another account, CloudTrail tells only
   * the unique id of who takes it; that account's own records tell whose id it is.
   *
   * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
   */
  private static Dataset<Row> calls(Night night) {
    Dataset<Row> calls = night.today(Table.ACTIVITY);
    Column type =
        when(col("known").isNull(), col("principal_type"))
            .when(col("principal").startsWith("AIDA"), "IAM_USER")
            .otherwise("IAM_ROLE");
    Dataset<Row> identified =
        calls
            .join(broadcast(uniqueIds(night)), col("principal").equalTo(col("unique_id")), "left")
            .withColumn("principal_type", type)
            .withColumn("principal", coalesce(col("known"), col("principal")))
            .drop("unique_id", "known");
    return Calls.named(identified);
  }

  /** The unique ids of users and roles, with the newest ARN of each. */
  private static Dataset<Row> uniqueIds(Night night) {
    return night
        .today(Table.ACTIVITY)
        .filter(
            col("principal_type")
                .isin("IAM_USER", "IAM_ROLE")
                .and(col("principal_id").isNotNull())
                .and(Arns.isArn(col("principal"))))
        .select(col("principal_id").as("unique_id"), col("principal"))
        .distinct() // Hashed, where the maximum of a text is sorted.
        .groupBy("unique_id")
        .agg(max("principal").as("known"));
  }
}
