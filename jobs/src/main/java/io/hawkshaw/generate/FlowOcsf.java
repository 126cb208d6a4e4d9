package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.Flow.Verdict;
import io.hawkshaw.generate.OcsfClass.Activity;
import java.util.List;

/** Flow log records as Security Lake maps them to OCSF. */
final class FlowOcsf {
  private static final OcsfClass NETWORK_ACTIVITY =
      new OcsfClass("Network Activity", 4001, "Network Activity", 4);
  private static final String NONE = "-";

  private FlowOcsf() {}

  static ObjectNode event(Flow flow, SourceVersion version) {
    ObjectNode event = version.event(flow.interval().start(), List.of("cloud", "security_control"));
    ObjectNode product = event.withObject("/metadata").putObject("product");
    product.put("version", "5").put("name", "Amazon VPC").put("vendor_name", "AWS");
    product.putObject("feature").put("name", "Flowlogs");
    version.time(event, "start_time", flow.interval().start());
    version.time(event, "end_time", flow.interval().end());
    cloud(event, flow, version);
    endpoints(event, flow);
    connection(event.putObject("connection_info"), flow);
    traffic(event.putObject("traffic"), flow);
    event.put("status_code", flow.verdict().hasTraffic() ? "OK" : flow.verdict().name());
    verdict(event, flow.verdict(), version);
    event.putObject("unmapped").put("sublocation_id", NONE).put("sublocation_type", NONE);
    if (version == SourceVersion.V2) {
      Observables.list(event);
    }
    return event;
  }

  private static void cloud(ObjectNode event, Flow flow, SourceVersion version) {
    Host host = flow.host();
    ObjectNode cloud = event.putObject("cloud");
    cloud
        .put("provider", "AWS")
        .put("region", host.place().region())
        .put("zone", host.network().zone());
    version.account(cloud, host.place().account().id());
  }

  /** The side on which the interface stands also tells which machine and network it belongs to. */
  private static void endpoints(ObjectNode event, Flow flow) {
    ObjectNode source = event.putObject("src_endpoint").put("svc_name", NONE);
    ObjectNode target = event.putObject("dst_endpoint").put("svc_name", NONE);
    boolean spoke = flow.verdict().hasTraffic();
    source.put("ip", spoke ? flow.sourceIp() : NONE);
    target.put("ip", spoke ? flow.targetIp() : NONE);
    if (spoke) {
      source.put("port", flow.sourcePort());
      target.put("port", flow.targetPort());
    }
    Host host = flow.host();
    ObjectNode own = spoke && flow.isIngress() ? target : source;
    own.put("interface_uid", host.networkInterface())
        .put("vpc_uid", host.network().vpc())
        .put("subnet_uid", host.network().subnet())
        .put("instance_uid", spoke ? host.instance() : NONE);
  }

  private static void connection(ObjectNode connection, Flow flow) {
    connection.put("boundary_id", 99);
    if (!flow.verdict().hasTraffic()) {
      connection.put("protocol_ver", NONE).put("direction_id", 99).put("direction", NONE);
      return;
    }
    connection
        .put("protocol_num", flow.load().protocol())
        .put("tcp_flags", flow.load().tcpFlags())
        .put("protocol_ver", "IPv4")
        .put("boundary", NONE)
        .put("direction_id", flow.isIngress() ? 1 : 2)
        .put("direction", flow.isIngress() ? "Inbound" : "Outbound");
    if (!flow.isIngress()) {
      boolean leaves = flow.leavesTheVpc();
      connection.put("boundary_id", leaves ? 11 : 4);
      connection.put("boundary", leaves ? "Internet Gateway" : "Same VPC");
    }
  }

  private static void traffic(ObjectNode traffic, Flow flow) {
    if (flow.verdict().hasTraffic()) {
      traffic.put("packets", flow.load().packets()).put("bytes", flow.load().bytes());
    }
  }

  private static void verdict(ObjectNode event, Verdict verdict, SourceVersion version) {
    switch (verdict) {
      case ACCEPT -> verdict(event, version, 1, "Allowed", "Allowed", new Activity(6, "Traffic"));
      case REJECT -> verdict(event, version, 2, "Denied", "Blocked", new Activity(5, "Refuse"));
      case NODATA, SKIPDATA -> verdict(event, version, 99, NONE, NONE, new Activity(0, "Unknown"));
    }
  }

  private static void verdict(
      ObjectNode event,
      SourceVersion version,
      int id,
      String action,
      String disposition,
      Activity activity) {
    event.put("disposition", disposition);
    if (version == SourceVersion.V1) {
      event.put("disposition_id", id);
    } else {
      event.put("action", action).put("action_id", id);
    }
    NETWORK_ACTIVITY.stamp(event, activity);
  }
}
