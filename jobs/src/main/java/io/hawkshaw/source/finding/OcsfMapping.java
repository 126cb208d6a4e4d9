package io.hawkshaw.source.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Undoes the mapping from ASFF to OCSF. What the mapping did not map stands in {@code unmapped}
 * under its path in ASFF; lists there lost their order ({@code Cvss[].BaseScore}) and are left out.
 */
final class OcsfMapping {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRODUCT_FIELDS = "ProductFields.";

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
    for (View evidence : row.items("evidences")) {
      new OcsfEvidence(evidence).restore(asff, fields);
    }
    new OcsfEvidence(row).restore(asff, fields);
    new OcsfAttributes(row).restore(asff);
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
    put(asff, "ProductName", product.at("vendor_name"));
    put(asff, "ProductName", product.at("name"));
    if (isOfSecurityHub(product)) {
      put(asff, "ProductName", product.at("feature", "name"));
    }
    put(asff, "GeneratorId", product.at("feature", "uid"));
    put(asff, "Region", row.at("region"));
    put(asff, "Region", row.at("cloud", "region"));
    put(asff, "AwsAccountId", row.at("accountid"));
    put(asff, "AwsAccountId", row.at("cloud", "account_uid"));
    put(asff, "AwsAccountId", row.at("cloud", "account", "uid"));
    ObjectNode severity = asff.withObjectProperty("Severity");
    OcsfAttributes.severity(row).ifPresent(label -> severity.put("Label", label));
    if (Severity.named(row.text("severity")).isPresent()) {
      put(severity, "Label", row.at("severity"));
    }
    OcsfAttributes.status(row)
        .ifPresent(status -> asff.withObjectProperty("Workflow").put("Status", status));
    put(asff.withObjectProperty("Workflow"), "Status", row.at("state"));
    put(asff.withObjectProperty("Workflow"), "Status", row.at("status"));
  }

  /** Version 1 tells the product that found it as a feature of Security Hub. */
  private boolean isOfSecurityHub(View product) {
    String name = View.first(product.text("name"), "");
    return row.at("finding_info").isNothing() && name.startsWith("Security Hub");
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
    if (OcsfAttributes.isInstance(resource.text("uid"))) {
      made.put("Type", "AwsEc2Instance");
    }
    put(made, "Region", resource.at("region"));
    put(made, "Partition", resource.at("cloud_partition"));
    String owner = resource.text("owner", "account", "uid");
    if (owner != null) {
      made.putObject("Owner").putObject("Account").put("Id", owner);
    }
    String details = View.first(resource.text("details"), resource.text("data"));
    if (resource.at("data").node().isObject()) {
      put(made, "Details", resource.at("data"));
    } else if (details != null) {
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

  private static ArrayNode list(ObjectNode parent, String key) {
    return parent.withArrayProperty(key);
  }

  /** What comes later is the better source, and goes over what came before. */
  static void put(ObjectNode object, String key, View value) {
    if (!value.isNothing()) {
      object.set(key, value.node());
    }
  }
}
