package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
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
        ofCalls(night)
            .unionByName(ofFlows(night))
            .unionByName(ofQueries(night))
            .unionByName(ofOne(night.today(Table.FINDINGS), Involvements.edges()))
            .unionByName(ofOne(identities(night), Permissions.edges())));
  }

  private static Dataset<Row> ofCalls(Night night) {
    Column failed = when(col("outcome").equalTo("success"), 0L).otherwise(col("events"));
    Measured calls = new Measured(col("events"), failed, lit(0L), col("event_ids"));
    return edges(calls(night), Calls.edges(), calls);
  }

  private static Dataset<Row> ofFlows(Night night) {
    Measured flows = new Measured(col("flows"), col("refused"), col("bytes"), array());
    return edges(conversations(night), of(Connections.LINKS), flows);
  }

  private static Dataset<Row> ofQueries(Night night) {
    Column unanswered = when(col("rcode").equalTo("NOERROR"), 0L).otherwise(col("queries"));
    Measured queries = new Measured(col("queries"), unanswered, lit(0L), array());
    return edges(night.today(Table.DNS_QUERIES), of(Queries.LINKS), queries);
  }

  /** Edges that each row stands for once. */
  private static Dataset<Row> ofOne(Dataset<Row> rows, Column edges) {
    return edges(rows, edges, new Measured(lit(1L), lit(0L), lit(0L), array()));
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

  private static Column of(List<Link> links) {
    return array(links.stream().map(Link::edge).toArray(Column[]::new));
  }

  /** What a row of a rollup counts, for each of its edges. */
  private record Measured(Column events, Column failures, Column bytes, Column eventIds) {}

  /**
   * A row for each edge of each row. Those that a row does not stand for are dropped afterwards: to
   * filter the array would keep Spark from compiling what makes it.
   */
  private static Dataset<Row> edges(Dataset<Row> rows, Column edges, Measured measured) {
    return rows.select(
            col("day"),
            col("account"),
            col("region"),
            explode(edges).as("edge"),
            measured.events().as("events"),
            measured.failures().as("failures"),
            measured.bytes().as("bytes"),
            col("first_time"),
            col("last_time"),
            measured.eventIds().cast("array<string>").as("event_ids"))
        .filter(col("edge").isNotNull())
        .select(
            "day",
            "account",
            "region",
            "edge.*",
            "events",
            "failures",
            "bytes",
            "first_time",
            "last_time",
            "event_ids");
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
