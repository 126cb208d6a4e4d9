package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The recorded and hand-written findings beside these tests; NOTICE.md tells their origin. */
final class Samples {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final List<String> EVENT_BRIDGE =
      List.of(
          "Credential-Access-IAM-Anomalous-Behavior",
          "Discovery-RDS-Tor-Ip-Caller",
          "Recon-EC2-PortProbeEMRUnprotectedPort",
          "Recon-EC2-PortProbeUnprotectedPort",
          "Recon-EC2-Portscan",
          "Trojan-EC2-BlackholeTraffic",
          "Trojan-EC2-DGADomainRequest-B",
          "Trojan-EC2-DNSDataExfiltration",
          "Trojan-EC2-DropPoint",
          "UnauthorizedAccess-EC2-MaliciousIPCaller",
          "UnauthorizedAccess-EC2-MetadataDNSRebind",
          "UnauthorizedAccess-EC2-RDPBruteForce",
          "UnauthorizedAccess-EC2-SSHBruteForce",
          "UnauthorizedAccess-EC2-TorClient",
          "UnauthorizedAccess-EC2-TorRelay");

  static final List<String> HAND_WRITTEN_GUARD_DUTY =
      List.of(
          "ecs-fargate-runtime",
          "attack-sequence",
          "malware-ec2",
          "malware-s3",
          "rds-login",
          "lambda",
          "kubernetes-audit",
          "same-guardduty");

  private Samples() {}

  static JsonNode eventBridge(String name) {
    return json(text("guardduty-eventbridge/" + name + ".json"));
  }

  static JsonNode export(int line) {
    return json(exportLines().get(line));
  }

  static List<String> exportLines() {
    return text("guardduty-export/panther-guardduty-findings.jsonl").lines().toList();
  }

  static JsonNode asff(int number) {
    return json(text("asff/example" + number + ".json"));
  }

  static JsonNode securityLake(int number) {
    return json(text("security-lake-v1/example" + number + ".json"));
  }

  static JsonNode handWritten(String name) {
    return json(text("handwritten/" + name + ".json"));
  }

  /** All of them, whichever reader each is for. */
  static List<JsonNode> all() {
    List<JsonNode> all = new ArrayList<>();
    EVENT_BRIDGE.forEach(name -> all.add(eventBridge(name)));
    exportLines().forEach(line -> all.add(json(line)));
    HAND_WRITTEN_GUARD_DUTY.forEach(name -> all.add(handWritten(name)));
    for (int i = 0; i < 4; i++) {
      all.add(asff(i));
      all.add(securityLake(i));
    }
    for (String name :
        List.of(
            "same-security-hub",
            "same-security-lake-v2",
            "inspector",
            "inspector-security-lake-v2",
            "control-security-lake-v2",
            "asff-threat")) {
      all.add(handWritten(name));
    }
    return all;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String path) {
    try (InputStream in = Samples.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
