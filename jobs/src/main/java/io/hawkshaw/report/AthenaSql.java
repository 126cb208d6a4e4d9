package io.hawkshaw.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.Scope;
import io.hawkshaw.udfs.Printable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SQL for Athena that fetches the records of Security Lake behind an entity: for the tables of
 * source version 1, whose partitions {@code eventday} name, and of version 2, which are Iceberg.
 *
 * <p>https://docs.aws.amazon.com/security-lake/latest/userguide/subscriber-query-examples.html
 */
public final class AthenaSql {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** Rows that a query gives at most; it says so in its first line. */
  private static final int LIMIT = 1000;

  private AthenaSql() {}

  /** Told once, before the statements. */
  private static final String HEAD =
      """
      -- Athena runs one statement at a time. Tables that end in _1_0 are of source version 1, in
      -- _2_0 of version 2: take those that your Security Lake has. Data events, of objects and
      -- functions, are in the tables ..._s3_data_... and ..._lambda_execution_..., by the same columns.

      """;

  /** The conditions that records of a source name an entity by; none where the source has none. */
  private record Names(String source, List<String> v1, List<String> v2) {}

  /**
   * The statements for an entity, one for each Region, source and version.
   *
   * @param regions Regions, such as eu-west-1
   * @param type type of the entity
   * @param id its id
   */
  public static String of(Collection<String> regions, EntityType type, String id, Scope scope) {
    List<String> statements = new ArrayList<>();
    String name = type == EntityType.KUBERNETES_SUBJECT ? Arns.nameInCluster(id) : id;
    for (String region : new TreeSet<>(regions)) {
      for (Names names : names(type, name)) {
        if (!names.v1().isEmpty()) {
          statements.add(select(region, names.source() + "_1_0", v1(scope), names.v1()));
        }
        statements.add(select(region, names.source() + "_2_0", v2(scope), names.v2()));
      }
    }
    return statements.isEmpty()
        ? "-- Nothing is known of it in this window, so no Region to ask in.\n"
        : HEAD + String.join("\n", statements);
  }

  private static List<Names> names(EntityType type, String id) {
    return switch (type) {
      case IP_ADDRESS ->
          List.of(
              same("cloud_trail_mgmt", is(id, "src_endpoint.ip")),
              same("vpc_flow", is(id, "src_endpoint.ip", "dst_endpoint.ip")),
              same("route53", is(id, "src_endpoint.ip")));
      case EC2_INSTANCE ->
          List.of(
              same("vpc_flow", is(id, "src_endpoint.instance_uid", "dst_endpoint.instance_uid")),
              same("route53", is(id, "src_endpoint.instance_uid")),
              target(List.of(id), id));
      case DOMAIN -> List.of(same("route53", is(id, "query.hostname")));
      case ACCESS_KEY -> List.of(same("cloud_trail_mgmt", is(id, "actor.user.credential_uid")));
      case USER_AGENT -> List.of(same("cloud_trail_mgmt", is(id, "http_request.user_agent")));
      case AWS_ACCOUNT -> List.of(same("cloud_trail_mgmt", is(id, "accountid")));
      case ROLE_SESSION ->
          List.of(
              new Names(
                  "cloud_trail_mgmt", is(id, "actor.user.uid"), is(id, "actor.user.uid_alt")));
      case KUBERNETES_SUBJECT ->
          List.of(new Names("eks_audit", List.of(), is(id, "actor.user.name")));
      case IAM_USER, IAM_ROLE, ROOT, FEDERATED_USER ->
          List.of(
              new Names(
                  "cloud_trail_mgmt",
                  is(id, "actor.user.uuid", "actor.session.issuer"),
                  is(id, "actor.user.uid", "actor.session.issuer")));
      case S3_BUCKET -> List.of(target(List.of(id, "arn:aws:s3:::" + id), id));
      default -> List.of(target(List.of(id), id));
    };
  }

  /**
   * What calls acted on stands in their resources, by ARN, or is a value of their parameters: in
   * version 1 of the map {@code unmapped}, in version 2 of a text of JSON.
   */
  private static Names target(List<String> resources, String id) {
    String resource =
        resources.stream()
            .map(AthenaSql::text)
            .collect(Collectors.joining(", ", "any_match(resources, r -> r.uid IN (", "))"));
    String value = "any_match(map_values(unmapped), v -> v = %s)".formatted(text(id));
    String json =
        "strpos(api.request.data, %s) > 0"
            .formatted(text(JsonNodeFactory.instance.textNode(id).toString()));
    return new Names("cloud_trail_mgmt", List.of(resource, value), List.of(resource, json));
  }

  private static List<String> is(String id, String... columns) {
    return Arrays.stream(columns).map(column -> column + " = " + text(id)).toList();
  }

  private static Names same(String source, List<String> conditions) {
    return new Names(source, conditions, conditions);
  }

  private static String select(
      String region, String suffix, String window, List<String> conditions) {
    String place = region.replace('-', '_');
    String wanted = String.join(" OR ", conditions);
    return "-- at most %,d records\nSELECT *\nFROM %s.%s\nWHERE %s\n  AND (%s)\nORDER BY time\nLIMIT %d;\n"
        .formatted(
            LIMIT,
            identifier("amazon_security_lake_glue_db_" + place),
            identifier("amazon_security_lake_table_" + place + "_" + suffix),
            window,
            wanted,
            LIMIT);
  }

  private static String v1(Scope scope) {
    LocalDate first = scope.firstDay();
    LocalDate last = scope.lastDay();
    return "eventday BETWEEN %s AND %s\n  AND time >= %d AND time < %d"
        .formatted(
            text(DAY.format(first)),
            text(DAY.format(last.plusDays(1))),
            scope.start().toEpochMilli(),
            scope.end().toEpochMilli());
  }

  private static String v2(Scope scope) {
    return "time_dt >= TIMESTAMP %s AND time_dt < TIMESTAMP %s"
        .formatted(text(TIME.format(scope.start())), text(TIME.format(scope.end())));
  }

  /** A quoted name. */
  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * A value: quotes are doubled, and nothing else has a meaning within them. What a terminal would
   * obey, or nobody would see, is written by its number, which says the same to Athena:
   * https://trino.io/docs/current/language/types.html#varchar
   */
  private static String text(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    if (Printable.of(value).equals(value)) {
      return quoted;
    }
    StringBuilder numbered = new StringBuilder("U&");
    quoted
        .codePoints()
        .forEach(
            sign -> {
              String one = Character.toString(sign);
              if (sign == '\\') {
                numbered.append("\\\\");
              } else if (Printable.of(one).equals(one)) {
                numbered.append(one);
              } else {
                numbered.append("\\+%06X".formatted(sign));
              }
            });
    return numbered.toString();
  }
}
