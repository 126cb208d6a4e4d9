package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.DnsQuery.ResponseCode;
import io.hawkshaw.generate.OcsfClass.Activity;
import java.util.List;

/** Resolver query logs as Security Lake maps them to OCSF. */
final class DnsOcsf {
  private static final OcsfClass DNS_ACTIVITY =
      new OcsfClass("DNS Activity", 4003, "Network Activity", 4);

  private DnsOcsf() {}

  static ObjectNode event(DnsQuery query, SourceVersion version) {
    ObjectNode event = version.event(query.time(), List.of("cloud", "security_control"));
    ObjectNode product = event.withObject("/metadata").putObject("product");
    product.put("version", "1.100000").put("name", "Route 53").put("vendor_name", "AWS");
    product.putObject("feature").put("name", "Resolver Query Logs");
    Host host = query.host();
    ObjectNode cloud = event.putObject("cloud");
    cloud.put("provider", "AWS").put("region", host.place().region());
    version.account(cloud, host.place().account().id());
    event
        .putObject("src_endpoint")
        .put("vpc_uid", host.network().vpc())
        .put("ip", host.ip())
        .put("port", query.port())
        .put("instance_uid", host.instance());
    event.putObject("dst_endpoint");
    String type = query.question().type();
    event
        .putObject("query")
        .put("hostname", query.question().name())
        .put("type", type)
        .put("class", "IN");
    for (String data : query.answer().data()) {
      event
          .withArray("answers")
          .addObject()
          .put("type", type)
          .put("rdata", data)
          .put("class", "IN");
    }
    event
        .putObject("connection_info")
        .put("protocol_name", "UDP")
        .put("direction", "Unknown")
        .put("direction_id", 0);
    ResponseCode code = query.answer().code();
    event.put("rcode", code.caption()).put("rcode_id", code.id());
    event.putObject("unmapped");
    outcome(event, code, version);
    return event;
  }

  /** Version 1 tells how the query ended, version 2 only that there was one. */
  private static void outcome(ObjectNode event, ResponseCode code, SourceVersion version) {
    event.put("disposition", "No Action");
    if (version == SourceVersion.V1) {
      event.put("disposition_id", 16);
      boolean answered = code == ResponseCode.NO_ERROR;
      DNS_ACTIVITY.stamp(event, answered ? new Activity(2, "Response") : new Activity(4, "Fail"));
    } else {
      event.put("action", "Allowed").put("action_id", 1);
      DNS_ACTIVITY.stamp(event, new Activity(6, "Traffic"));
      Observables.list(event);
    }
  }
}
