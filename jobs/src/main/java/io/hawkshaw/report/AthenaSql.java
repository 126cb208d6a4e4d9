package io.hawkshaw.report;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.Scope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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

  /** What an entity is called by in the columns of a source; null where the source has none. */
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
      for (Names names : names(type)) {
        if (!names.v1().isEmpty()) {
          statements.add(select(region, names.source() + "_1_0", v1(scope), names.v1(), name));
        }
        statements.add(select(region, names.source() + "_2_0", v2(scope), names.v2(), name));
      }
    }
    return String.join("\n", statements);
  }

  private static List<Names> names(EntityType type) {
    return switch (type) {
      case IP_ADDRESS ->
          List.of(
              calls(List.of("src_endpoint.ip"), List.of("src_endpoint.ip")),
              same("vpc_flow", "src_endpoint.ip", "dst_endpoint.ip"),
              same("route53", "src_endpoint.ip"));
      case EC2_INSTANCE ->
          List.of(
              same("vpc_flow", "src_endpoint.instance_uid", "dst_endpoint.instance_uid"),
              same("route53", "src_endpoint.instance_uid"));
      case DOMAIN -> List.of(same("route53", "query.hostname"));
      case ACCESS_KEY ->
          List.of(
              calls(List.of("actor.user.credential_uid"), List.of("actor.user.credential_uid")));
      case USER_AGENT ->
          List.of(calls(List.of("http_request.user_agent"), List.of("http_request.user_agent")));
      case AWS_ACCOUNT -> List.of(same("cloud_trail_mgmt", "accountid"));
      case ROLE_SESSION -> List.of(calls(List.of("actor.user.uid"), List.of("actor.user.uid_alt")));
      case KUBERNETES_SUBJECT ->
          List.of(new Names("eks_audit", List.of(), List.of("actor.user.name")));
      default ->
          List.of(
              calls(
                  List.of("actor.user.uuid", "actor.session.issuer"),
                  List.of("actor.user.uid", "actor.session.issuer")));
    };
  }

  private static Names calls(List<String> v1, List<String> v2) {
    return new Names("cloud_trail_mgmt", v1, v2);
  }

  private static Names same(String source, String... columns) {
    return new Names(source, List.of(columns), List.of(columns));
  }

  private static String select(
      String region, String suffix, String window, List<String> columns, String id) {
    String place = region.replace('-', '_');
    String wanted =
        columns.stream()
            .map(column -> column + " = " + text(id))
            .collect(Collectors.joining(" OR ", "(", ")"));
    return "-- at most %,d records\nSELECT *\nFROM %s.%s\nWHERE %s\n  AND %s\nORDER BY time\nLIMIT %d;\n"
        .formatted(
            LIMIT,
            identifier("amazon_security_lake_glue_db_" + place),
            identifier("amazon_security_lake_table_" + place + "_" + suffix),
            window,
            wanted,
            LIMIT);
  }

  private static String v1(Scope scope) {
    LocalDate first = CaseFile.day(scope.start());
    LocalDate last = CaseFile.day(scope.end());
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

  /** A value: quotes are doubled, and nothing else has a meaning within them. */
  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
