package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * The query log of the Route 53 resolver as it is written to S3.
 *
 * <p>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html
 */
final class ResolverLog {
  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private ResolverLog() {}

  static String path(Host host, LocalDate day, String hour) {
    String account = host.place().account().id();
    String vpc = host.network().vpc();
    String stamp = DateTimeFormatter.BASIC_ISO_DATE.format(day) + "T" + hour + "Z";
    return "AWSLogs/%s/vpcdnsquerylogs/%s/%s/%s_vpcdnsquerylogs_%s_%s_%s.log.gz"
        .formatted(
            account,
            vpc,
            PATH_DAY.format(day),
            vpc,
            account,
            stamp,
            Ids.hex(vpc + stamp).substring(0, 8));
  }

  static ObjectNode record(DnsQuery query) {
    Host host = query.host();
    ObjectNode record =
        Json.object()
            .put("version", "1.100000")
            .put("account_id", host.place().account().id())
            .put("region", host.place().region())
            .put("vpc_id", host.network().vpc())
            .put("query_timestamp", query.time().toString())
            .put("query_name", query.question().name())
            .put("query_type", query.question().type())
            .put("query_class", "IN")
            .put("rcode", query.answer().code().logged());
    ArrayNode answers = record.putArray("answers");
    for (String data : query.answer().data()) {
      answers
          .addObject()
          .put("Rdata", data)
          .put("Type", query.question().type())
          .put("Class", "IN");
    }
    record
        .put("srcaddr", host.ip())
        .put("srcport", String.valueOf(query.port()))
        .put("transport", "UDP")
        .putObject("srcids")
        .put("instance", host.instance());
    return record;
  }
}
