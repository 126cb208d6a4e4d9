package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Locale;

/** Names what an ASFF finding says besides its resources: the other end, processes, threats. */
record AsffThreats(Roster roster) {

  void collect(View finding) {
    network(finding.at("Network"));
    process(finding.at("Process"));
    finding.items("ThreatIntelIndicators").forEach(this::indicator);
    for (View threat : finding.items("Threats")) {
      for (View file : threat.items("FilePaths")) {
        roster.addHash(file.text("Hash"), Role.TARGET);
      }
    }
    for (View vulnerability : finding.items("Vulnerabilities")) {
      roster.add(EntityType.VULNERABILITY, vulnerability.text("Id"), Role.TARGET);
    }
  }

  /** The other end: the source of what comes in, the destination of what goes out. */
  private void network(View network) {
    String direction = View.first(network.text("Direction"), "");
    if (!direction.equalsIgnoreCase("OUT")) {
      side(network, "Source", direction);
    }
    if (!direction.equalsIgnoreCase("IN")) {
      side(network, "Destination", direction);
    }
  }

  /** Where the direction is not told, a private address is taken for our own. */
  private void side(View network, String side, String direction) {
    for (String version : new String[] {"IpV4", "IpV6"}) {
      String ip = network.text(side + version);
      if (!direction.isEmpty() || !Roster.isPrivate(ip)) {
        roster.addRemoteIp(ip);
      }
    }
    roster.addDomain(network.text(side + "Domain"), Role.REMOTE);
  }

  private void process(View process) {
    String path = View.first(process.text("Path"), process.text("Name"));
    roster.add(EntityType.PROCESS, path, Role.ACTOR);
  }

  private void indicator(View indicator) {
    String value = indicator.text("Value");
    switch (View.first(indicator.text("Type"), "").toUpperCase(Locale.ROOT)) {
      case "IPV4_ADDRESS", "IPV6_ADDRESS" -> roster.addRemoteIp(value);
      case "DOMAIN" -> roster.addDomain(value, Role.REMOTE);
      case "HASH_MD5", "HASH_SHA1", "HASH_SHA256", "HASH_SHA512" ->
          roster.addHash(value, Role.TARGET);
      default -> {
        // Mail addresses, mutexes and URLs are not among our kinds.
      }
    }
  }
}
