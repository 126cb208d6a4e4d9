package io.hawkshaw.source.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Undoes the mapping from ASFF to OCSF. What the mapping did not map stands in {@code unmapped}
 * under its path in ASFF; lists there lost their order ({@code Cvss[].BaseScore}) and are left out.
 */
final class OcsfMapping {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRODUCT_FIELDS = "ProductFields.";
  private static final String PROCESS = "aws/guardduty/service/runtimeDetails/process/";

  private final View row;
  private final View info;
  private final ObjectNode asff = JsonNodeFactory.instance.objectNode();
  private final ObjectNode fields = asff.putObject("ProductFields");

  OcsfMapping(View row) {
    this.row = row;
    View first = row.at("finding_info");
    this.info = first.isNothing() ? row.at("finding") : first;
  }

  JsonNode asff() {
    head();
    times();
    for (String member : new String[] {"resources", "resource"}) {
      row.items(member).forEach(this::resource);
    }
    vulnerabilities();
    put(asff.withObjectProperty("Process"), "Path", row.at("process", "file", "path"));
    put(asff.withObjectProperty("Process"), "Name", row.at("process", "name"));
    row.items("evidences").forEach(this::evidence);
    unmapped();
    return asff;
  }

  private void unmapped() {
    for (Map.Entry<String, JsonNode> entry : row.at("unmapped").members()) {
      String key = entry.getKey();
      if (key.startsWith(PRODUCT_FIELDS)) {
        fields.set(key.substring(PRODUCT_FIELDS.length()), entry.getValue());
      } else if (!key.contains("[]")) {
        branch(key.split("\\.", 8), entry.getValue());
      }
    }
  }

  /** What was mapped goes before what was not. */
  private void branch(String[] path, JsonNode value) {
    ObjectNode branch = asff;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode next = branch.get(path[i]);
      if (next != null && !next.isObject()) {
        return;
      }
      branch = branch.withObjectProperty(path[i]);
    }
    branch.putIfAbsent(path[path.length - 1], value);
  }

  private void head() {
    put(asff, "Id", info.at("uid"));
    put(asff, "Title", info.at("title"));
    put(asff, "Description", info.at("desc"));
    put(asff, "Types", info.at("types"));
    View product = row.at("metadata", "product");
    put(asff, "ProductArn", product.at("uid"));
    put(asff, "ProductName", product.at("name"));
    put(asff, "GeneratorId", product.at("feature", "uid"));
    put(asff, "Region", row.at("region"));
    put(asff, "Region", row.at("cloud", "region"));
    put(asff, "AwsAccountId", row.at("accountid"));
    put(asff, "AwsAccountId", row.at("cloud", "account_uid"));
    put(asff, "AwsAccountId", row.at("cloud", "account", "uid"));
    put(asff.withObjectProperty("Severity"), "Label", row.at("severity"));
    put(asff.withObjectProperty("Workflow"), "Status", row.at("state"));
    put(asff.withObjectProperty("Workflow"), "Status", row.at("status"));
  }

  /** Version 1 has milliseconds, version 2 text; the time of the row stands in for all. */
  private void times() {
    put(asff, "ProcessedAt", row.at("time"));
    put(asff, "ProcessedAt", row.at("time_dt"));
    time("CreatedAt", "created_time");
    time("UpdatedAt", "modified_time");
    time("FirstObservedAt", "first_seen_time");
    time("LastObservedAt", "last_seen_time");
  }

  private void time(String key, String column) {
    put(asff, key, info.at(column));
    put(asff, key, info.at(column + "_dt"));
  }

  private void resource(View resource) {
    ObjectNode made = list(asff, "Resources").addObject();
    put(made, "Type", resource.at("type"));
    put(made, "Id", resource.at("uid"));
    put(made, "Region", resource.at("region"));
    put(made, "Partition", resource.at("cloud_partition"));
    String owner = resource.text("owner", "account", "uid");
    if (owner != null) {
      made.putObject("Owner").putObject("Account").put("Id", owner);
    }
    String details = View.first(resource.text("details"), resource.text("data"));
    if (details != null) {
      put(made, "Details", View.of(parse(details)));
    }
  }

  /** Details that cannot be read are none: the resource is still named by its id. */
  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void vulnerabilities() {
    for (View vulnerability : row.items("vulnerabilities")) {
      ObjectNode made = list(asff, "Vulnerabilities").addObject();
      put(made, "Id", vulnerability.at("cve", "uid"));
    }
  }

  /** The other end becomes a remote address, the name asked for a DNS request. */
  private void evidence(View evidence) {
    ObjectNode made = list(asff.withObjectProperty("Action"), "Evidences").addObject();
    ArrayNode remote = made.putArray("RemoteIpDetails");
    for (String ip : remoteIps(evidence)) {
      remote.addObject().put("IpAddressV4", ip);
    }
    String name = evidence.text("query", "hostname");
    if (name != null) {
      made.putObject("DnsRequestAction").put("Domain", name);
    }
    process(evidence.at("actor", "process"));
  }

  /** One end alone is the remote one; of two, the direction tells, else which of them is public. */
  private static List<String> remoteIps(View evidence) {
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

  private void process(View process) {
    put(fields, PROCESS + "uuid", process.at("uid"));
    put(fields, PROCESS + "executablePath", process.at("file", "path"));
    for (View hash : process.items("file", "hashes")) {
      put(fields, PROCESS + "executableSha256", hash.at("value"));
    }
  }

  private static ArrayNode list(ObjectNode parent, String key) {
    return parent.withArrayProperty(key);
  }

  /** What comes later is the better source, and goes over what came before. */
  private static void put(ObjectNode object, String key, View value) {
    if (!value.isNothing()) {
      object.set(key, value.node());
    }
  }
}
