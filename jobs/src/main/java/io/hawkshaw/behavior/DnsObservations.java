package io.hawkshaw.behavior;

import static io.hawkshaw.behavior.Observations.seen;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.ObservationSettings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** What queries to the resolver show of machines. */
final class DnsObservations {
  private DnsObservations() {}

  static Dataset<Row> of(Dataset<Row> queries, ObservationSettings settings) {
    int shortest = settings.labelLength();
    UDF2<String, String, Double> bits = (name, domain) -> Labels.bits(name, domain, shortest);
    Column randomness =
        udf(bits, DataTypes.DoubleType).apply(col("name"), coalesce(col("domain"), lit("")));
    Entity machine =
        Entity.machine(
            when(col("instance").isNotNull(), EntityType.EC2_INSTANCE.name())
                .otherwise(EntityType.IP_ADDRESS.name()),
            coalesce(col("instance"), col("local_ip")),
            col("account"));
    Column isRandom = col("label_bits").geq(settings.labelBits());
    List<Column> all =
        List.of(
            seen(machine, "domain", when(isAnswered(), col("domain"))),
            seen(machine, "unknown_name", when(isUnknown(), col("domain"))),
            seen(machine, "random_label", when(isRandom, col("domain"))));
    return Observations.each(
        queries.withColumn("label_bits", randomness),
        all,
        new Measured(
            Map.ofEntries(
                Map.entry("events", col("queries")),
                Map.entry("failures", when(isAnswered(), 0).otherwise(col("queries"))),
                Map.entry("bytes_out", carried().multiply(col("queries"))),
                Map.entry("amount", col("label_bits")),
                Measured.same("first_time"),
                Measured.same("last_time"))));
  }

  /** Letters of a name that stand before its domain: what a tunnel carries out. */
  private static Column carried() {
    Column below = length(col("name")).minus(length(col("domain"))).minus(1);
    return greatest(coalesce(below, lit(0)), lit(0));
  }

  private static Column isAnswered() {
    return coalesce(col("rcode").equalTo("NOERROR"), lit(true));
  }

  private static Column isUnknown() {
    return col("rcode").equalTo("NXDOMAIN");
  }
}
