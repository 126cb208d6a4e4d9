package io.hawkshaw.graph;

import static io.hawkshaw.run.Smallest.smallest;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
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

  private Edges() {}

  /** The edges of the night's days. */
  public static Dataset<Row> build(Night night) {
    Column failed = when(col("outcome").equalTo("success"), 0L).otherwise(col("events"));
    Column once = lit(1L);
    Column never = lit(0L);
    Measured calls = new Measured(col("events"), failed, never, col("event_ids"));
    Measured single = new Measured(once, never, never, array());
    return grouped(
        edges(calls(night), Calls.edges(), calls)
            .unionByName(edges(night.today(Table.FINDINGS), Involvements.edges(), single))
            .unionByName(edges(identities(night), Permissions.edges(), single))
            .unionByName(ofNetwork(night)),
        smallest(MAX_EVENT_IDS, col("event_ids")));
  }

  /**
   * The edges of flows and DNS queries, which are the most by far: taken together before all
   * others, since without the texts of event ids Spark does so in place.
   */
  private static Dataset<Row> ofNetwork(Night night) {
    Column bytes = col("bytes_in").plus(col("bytes_out"));
    Column refused = when(col("action").equalTo("REJECT"), col("flows")).otherwise(0L);
    Column unanswered = when(col("rcode").equalTo("NOERROR"), 0L).otherwise(col("queries"));
    Column none = array().cast("array<string>");
    Measured flows = new Measured(col("flows"), refused, bytes, none);
    Measured queries = new Measured(col("queries"), unanswered, lit(0L), none);
    return grouped(
        edges(night.today(Table.TRAFFIC), of(Connections.LINKS), flows)
            .unionByName(edges(night.today(Table.DNS_QUERIES), of(Queries.LINKS), queries)),
        none);
  }

  private static Dataset<Row> grouped(Dataset<Row> edges, Column eventIds) {
    return edges
        .groupBy(
            "day",
            "from_type",
            "from_entity",
            "relation",
            "to_type",
            "to_entity",
            "account",
            "region")
        .agg(
            sum("events").as("events"),
            sum("failures").as("failures"),
            sum("bytes").as("bytes"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            eventIds.as("event_ids"));
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

  private static Dataset<Row> edges(Dataset<Row> rows, Column edges, Measured measured) {
    return rows.select(
            col("day"),
            col("account"),
            col("region"),
            explode(array_compact(edges)).as("edge"),
            measured.events().as("events"),
            measured.failures().as("failures"),
            measured.bytes().as("bytes"),
            col("first_time"),
            col("last_time"),
            measured.eventIds().cast("array<string>").as("event_ids"))
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
        .groupBy(col("principal_id").as("unique_id"))
        .agg(max("principal").as("known"));
  }
}
