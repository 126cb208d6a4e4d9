package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.graph.Link.End;
import io.hawkshaw.lake.EntityType;
import java.util.List;

/** The edges of DNS queries: rows of table dns_queries. */
final class Queries {
  private static final End HOST =
      new End(
          when(col("instance").isNotNull(), EntityType.EC2_INSTANCE.name())
              .otherwise(EntityType.IP_ADDRESS.name()),
          coalesce(col("instance"), col("local_ip")));
  private static final End DOMAIN = End.of(EntityType.DOMAIN, coalesce(col("domain"), col("name")));

  /** One line for each kind of edge. */
  static final List<Link> LINKS = List.of(Link.of(HOST, Relation.RESOLVED, DOMAIN));

  private Queries() {}
}
