package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.OcsfClass.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Security Hub findings as Security Lake maps them to OCSF. */
final class HubFindingOcsf {
  private static final OcsfClass SECURITY = new OcsfClass("Security Finding", 2001, "Findings", 2);
  private static final OcsfClass COMPLIANCE =
      new OcsfClass("Compliance Finding", 2003, "Findings", 2);
  private static final OcsfClass VULNERABILITY =
      new OcsfClass("Vulnerability Finding", 2002, "Findings", 2);
  private static final OcsfClass DETECTION =
      new OcsfClass("Detection Finding", 2004, "Findings", 2);
  private static final List<String> SEVERITIES =
      List.of("Unknown", "Informational", "Low", "Medium", "High", "Critical");
  private static final List<String> STATES = List.of("Unknown", "New", "Notified", "Suppressed");

  private final SourceVersion version;
  private final ObjectNode body;
  private final Flat flat;
  private final ObjectNode event;

  private HubFindingOcsf(HubFinding finding, SourceVersion version) {
    this.version = version;
    this.body = finding.body();
    this.flat = Flat.of(body);
    this.event = version.event(finding.updated(), List.of("cloud"));
  }

  static ObjectNode event(HubFinding finding, SourceVersion version) {
    HubFindingOcsf row = new HubFindingOcsf(finding, version);
    row.product();
    row.severity();
    row.finding();
    row.resources();
    row.compliance();
    HubVulnerabilities.of(row.body, version)
        .ifPresent(found -> row.event.set("vulnerabilities", found));
    row.flat.drop("Vulnerabilities");
    row.kind();
    row.event.set("unmapped", row.flat.rest());
    return row.event;
  }

  private boolean isControl() {
    return body.get("ProductName").textValue().equals("Security Hub");
  }

  private void product() {
    ObjectNode product = event.withObject("/metadata").putObject("product");
    product.put("version", flat.take("SchemaVersion"));
    product.put("uid", flat.take("ProductArn"));
    product.put("name", flat.take("ProductName"));
    product.put("vendor_name", flat.take("CompanyName"));
    ObjectNode feature = product.putObject("feature").put("uid", flat.take("GeneratorId"));
    String detail = flat.take("ProductFields.aws/guardduty/service/featureName");
    feature.put("name", detail == null ? product.get("name").textValue() : detail);
    ObjectNode cloud = event.putObject("cloud");
    cloud.put("provider", "AWS").put("region", flat.take("Region"));
    version.account(cloud, flat.take("AwsAccountId"));
  }

  private void severity() {
    String severity = caption(flat.take("Severity.Label"));
    event.put("severity", severity).put("severity_id", SEVERITIES.indexOf(severity));
    String state = caption(flat.take("Workflow.Status"));
    if (version == SourceVersion.V1) {
      event.put("state", state).put("state_id", Math.max(0, STATES.indexOf(state)));
    } else {
      event.put("status", state);
    }
  }

  private void finding() {
    boolean first = version == SourceVersion.V1;
    ObjectNode finding = event.putObject(first ? "finding" : "finding_info");
    finding.put("uid", flat.take("Id"));
    finding.put("title", flat.take("Title"));
    finding.put("desc", flat.take("Description"));
    finding.put("src_url", flat.take("SourceUrl"));
    version.time(finding, "created_time", time("CreatedAt"));
    version.time(finding, "modified_time", time("UpdatedAt"));
    version.time(finding, "first_seen_time", time("FirstObservedAt"));
    version.time(finding, "last_seen_time", time("LastObservedAt"));
    finding.set("types", body.get("Types"));
    flat.take("Types[]");
    String advice = flat.take("Remediation.Recommendation.Text");
    String url = flat.take("Remediation.Recommendation.Url");
    if (advice != null) {
      ObjectNode remediation =
          (first ? finding : event).putObject("remediation").put("desc", advice);
      remediation.putArray(first ? "kb_articles" : "references").add(url);
    }
  }

  private void resources() {
    for (JsonNode resource : body.get("Resources")) {
      boolean single = isControl() && version == SourceVersion.V2;
      ObjectNode row =
          single ? event.putObject("resource") : event.withArray("resources").addObject();
      row.set("type", resource.get("Type"));
      row.set("uid", resource.get("Id"));
      row.set("cloud_partition", resource.get("Partition"));
      row.set("region", resource.get("Region"));
      ArrayNode labels = row.putArray("labels");
      resource
          .path("Tags")
          .properties()
          .forEach(tag -> labels.add(tag.getKey() + "=" + tag.getValue().textValue()));
      if (resource.has("Details")) {
        String column = version == SourceVersion.V1 ? "details" : "data";
        row.put(column, Json.text(resource.get("Details")));
      }
    }
    flat.drop("Resources");
  }

  private void compliance() {
    String status = flat.take("Compliance.Status");
    if (status == null) {
      return;
    }
    ObjectNode compliance = event.putObject("compliance").put("status", status);
    if (version == SourceVersion.V2) {
      compliance.put("control", flat.take("Compliance.SecurityControlId"));
      String standard = flat.take("Compliance.AssociatedStandards[].StandardsId");
      compliance.putArray("standards").add(standard);
    }
  }

  private void kind() {
    boolean isNew = body.get("CreatedAt").equals(body.get("UpdatedAt"));
    if (version == SourceVersion.V1) {
      SECURITY.stamp(event, isNew ? new Activity(1, "Generate") : new Activity(2, "Update"));
      return;
    }
    Activity activity = isNew ? new Activity(1, "Create") : new Activity(2, "Update");
    if (isControl()) {
      COMPLIANCE.stamp(event, activity);
    } else if (body.has("Vulnerabilities")) {
      VULNERABILITY.stamp(event, activity);
    } else {
      HubEvidence.of(body).ifPresent(event.withArray("evidences")::add);
      flat.drop("Action");
      DETECTION.stamp(event, activity);
    }
    Observables.list(event);
  }

  private Instant time(String field) {
    return Instant.parse(flat.take(field));
  }

  /** The caption {@code Critical} of the label {@code CRITICAL}. */
  private static String caption(String label) {
    return label.substring(0, 1) + label.substring(1).toLowerCase(Locale.ROOT);
  }
}
