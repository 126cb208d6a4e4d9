package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Known vulnerabilities of an Inspector finding as Security Lake maps them to OCSF. */
final class HubVulnerabilities {
  private HubVulnerabilities() {}

  static Optional<ArrayNode> of(ObjectNode asff, SourceVersion version) {
    if (!asff.has("Vulnerabilities")) {
      return Optional.empty();
    }
    ArrayNode rows = Json.object().putArray("vulnerabilities");
    for (JsonNode vulnerability : asff.get("Vulnerabilities")) {
      ObjectNode row = rows.addObject();
      row.set("references", vulnerability.get("ReferenceUrls"));
      row.set("vendor_name", vulnerability.at("/Vendor/Name"));
      ObjectNode cve = row.putObject("cve");
      cve.set("uid", vulnerability.get("Id"));
      if (version == SourceVersion.V1) {
        score(cve.putObject("cvss"), vulnerability);
        addPackage(row.withArray("packages"), vulnerability);
      } else {
        score(cve.withArray("cvss").addObject(), vulnerability);
        JsonNode affected = vulnerability.at("/VulnerablePackages/0");
        addPackage(row.withArray("affected_packages"), vulnerability)
            .set("package_manager", affected.get("PackageManager"));
        row.put("is_fix_available", vulnerability.path("FixAvailable").asText().equals("YES"));
      }
    }
    return Optional.of(rows);
  }

  private static void score(ObjectNode cvss, JsonNode vulnerability) {
    JsonNode first = vulnerability.at("/Cvss/0");
    cvss.set("base_score", first.get("BaseScore"));
    cvss.set("vector_string", first.get("BaseVector"));
    cvss.set("version", first.get("Version"));
  }

  private static ObjectNode addPackage(ArrayNode packages, JsonNode vulnerability) {
    JsonNode affected = vulnerability.at("/VulnerablePackages/0");
    ObjectNode row = packages.addObject();
    row.set("name", affected.get("Name"));
    row.set("version", affected.get("Version"));
    row.set("release", affected.get("Release"));
    row.set("architecture", affected.get("Architecture"));
    return row.put("epoch", affected.get("Epoch").asInt());
  }
}
