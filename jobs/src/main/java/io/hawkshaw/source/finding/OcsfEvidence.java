package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** An evidence of a version 2 row, which Security Lake made of an action or of product fields. */
record OcsfEvidence(View evidence) {
  private static final String PROCESS = "aws/guardduty/service/runtimeDetails/process/";

  /** The other end becomes a remote address, the name asked for a DNS request. */
  void restore(ObjectNode action, ObjectNode fields) {
    ObjectNode made = action.withArrayProperty("Evidences").addObject();
    ArrayNode remote = made.putArray("RemoteIpDetails");
    for (String ip : remoteIps()) {
      remote.addObject().put("IpAddressV4", ip);
    }
    String name = evidence.text("query", "hostname");
    if (name != null) {
      made.putObject("DnsRequestAction").put("Domain", name);
    }
    process(fields);
  }

  /** One end alone is the remote one; of two, the direction tells, else which of them is public. */
  private List<String> remoteIps() {
    String source = evidence.text("src_endpoint", "ip");
    String destination = evidence.text("dst_endpoint", "ip");
    String direction = View.first(evidence.text("connection_info", "direction"), "");
    if (source == null || destination == null) {
      String end = View.first(source, destination);
      return end == null ? List.of() : List.of(end);
    }
    if (direction.equalsIgnoreCase("Inbound")) {
      return List.of(source);
    }
    if (direction.equalsIgnoreCase("Outbound")) {
      return List.of(destination);
    }
    return Stream.of(source, destination).filter(ip -> !Roster.isPrivate(ip)).toList();
  }

  private void process(ObjectNode fields) {
    View process = evidence.at("actor", "process");
    OcsfMapping.put(fields, PROCESS + "uuid", process.at("uid"));
    OcsfMapping.put(fields, PROCESS + "executablePath", process.at("file", "path"));
    for (View hash : process.items("file", "hashes")) {
      OcsfMapping.put(fields, PROCESS + "executableSha256", hash.at("value"));
    }
  }
}
