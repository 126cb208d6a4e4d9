package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.lake.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * An evidence of a finding in OCSF, which Security Lake made of an action or of product fields. The
 * table of Security Lake has what belongs to the evidence one level too deep, within its {@code
 * actor}; OCSF has it beside. Both are read.
 */
record OcsfEvidence(View evidence) {
  private static final String PROCESS = "aws/guardduty/service/runtimeDetails/process/";

  /** The other end becomes a remote address, the name asked for a DNS request. */
  void restore(ObjectNode asff, ObjectNode fields) {
    List<String> remoteIps = remoteIps();
    String name = View.first(at("query").text("hostname"), evidence.text("url", "hostname"));
    if (!remoteIps.isEmpty() || name != null) {
      ObjectNode made =
          asff.withObjectProperty("Action").withArrayProperty("Evidences").addObject();
      ArrayNode remote = made.putArray("RemoteIpDetails");
      remoteIps.forEach(ip -> remote.addObject().put("IpAddressV4", ip));
      if (name != null) {
        made.putObject("DnsRequestAction").put("Domain", name);
      }
    }
    process(fields);
    caller(asff);
    files(asff);
  }

  private View at(String member) {
    View beside = evidence.at(member);
    return beside.isNothing() ? evidence.at("actor", member) : beside;
  }

  /** One end alone is the remote one; of two, the direction tells, else which of them is public. */
  private List<String> remoteIps() {
    String source = at("src_endpoint").text("ip");
    String destination = at("dst_endpoint").text("ip");
    String direction = View.first(at("connection_info").text("direction"), "");
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
    if (process.isNothing()) {
      process = evidence.at("process");
    }
    OcsfMapping.put(fields, PROCESS + "uuid", process.at("uid"));
    OcsfMapping.put(fields, PROCESS + "executablePath", process.at("file", "path"));
    for (View hash : process.items("file", "hashes")) {
      OcsfMapping.put(fields, PROCESS + "executableSha256", hash.at("value"));
    }
  }

  /** Who acted, by ARN and by access key. */
  private void caller(ObjectNode asff) {
    View user = evidence.at("actor", "user");
    for (String id : new String[] {user.text("uid"), user.text("uid_alt")}) {
      if (id != null && id.startsWith("arn:")) {
        resource(asff, "Other", id);
      }
    }
    String key = user.text("credential_uid");
    if (key != null) {
      resource(asff, "AwsIamAccessKey", key);
    }
  }

  private static void resource(ObjectNode asff, String type, String id) {
    asff.withArrayProperty("Resources")
        .addObject()
        .put("Type", type)
        .put("Id", id)
        .put("ResourceRole", Role.ACTOR.name());
  }

  private void files(ObjectNode asff) {
    for (View hash : evidence.items("file", "hashes")) {
      OcsfAttributes.hash(asff, hash.text("value"));
    }
  }
}
