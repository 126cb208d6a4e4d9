package io.hawkshaw.bench;

import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Findings as any organization has them every day, about its own machines, people and buckets:
 * probes of open ports, harmless oddities of principals, open buckets, vulnerabilities.
 */
public final class NoiseFindings {
  private static final int SCANNERS = 3000;

  private final Random random;
  private final Map<String, List<String>> entities;
  private final LocalDate first;
  private final int days;

  /**
   * A source of findings.
   *
   * @param entities ids by type of entity
   */
  public NoiseFindings(long seed, Map<String, List<String>> entities, LocalDate first, int days) {
    this.random = new Random(seed);
    this.entities = new HashMap<>(entities);
    this.first = first;
    this.days = days;
  }

  /** So many findings. */
  public List<Row> rows(int number) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String id = "noise-" + i;
      double kind = random.nextDouble();
      if (kind < 0.5) {
        rows.add(
            row(
                id,
                "GuardDuty",
                "Recon:EC2/PortProbeUnprotectedPort",
                20,
                entity("EC2_INSTANCE", one("EC2_INSTANCE"), Role.TARGET),
                entity("IP_ADDRESS", scanner(), Role.REMOTE)));
      } else if (kind < 0.65) {
        String type = random.nextBoolean() ? "IAM_USER" : "IAM_ROLE";
        rows.add(
            row(
                id,
                "GuardDuty",
                "Discovery:IAMUser/AnomalousBehavior",
                20,
                entity(type, one(type), Role.TARGET)));
      } else if (kind < 0.8) {
        rows.add(
            row(
                id,
                "GuardDuty",
                "Policy:S3/BucketBlockPublicAccessDisabled",
                20,
                entity("S3_BUCKET", one("S3_BUCKET"), Role.TARGET),
                entity("IAM_ROLE", one("IAM_ROLE"), Role.ACTOR)));
      } else {
        rows.add(
            row(
                id,
                "Inspector",
                "Software and Configuration Checks/Vulnerabilities/CVE",
                75,
                entity("EC2_INSTANCE", one("EC2_INSTANCE"), Role.TARGET),
                entity("VULNERABILITY", "CVE-2026-" + random.nextInt(9999), Role.TARGET)));
      }
    }
    return rows;
  }

  private String one(String type) {
    List<String> all = entities.get(type);
    return all.get(random.nextInt(all.size()));
  }

  /** An address of the block that RFC 2544 keeps for benchmarks. */
  private String scanner() {
    int number = random.nextInt(SCANNERS);
    return "198.18.%d.%d".formatted(number / 250, number % 250 + 1);
  }

  private static Row entity(String type, String id, Role role) {
    return RowFactory.create(type, id, role.name(), null);
  }

  private Row row(String id, String product, String type, double score, Row... involved) {
    LocalDate day = first.plusDays(random.nextInt(days));
    Instant time = day.atStartOfDay().plusSeconds(random.nextInt(86_400)).toInstant(ZoneOffset.UTC);
    Map<String, Object> values = new HashMap<>();
    values.put("day", Date.valueOf(day));
    values.put("finding", id);
    values.put("source", "bench");
    values.put("product", product);
    values.put("type", type);
    values.put("title", type);
    values.put("severity", score < 40 ? "LOW" : "HIGH");
    values.put("severity_score", score);
    values.put("status", "NEW");
    values.put("account", "111111111111");
    values.put("region", "us-east-1");
    values.put("tactics", new String[0]);
    values.put("entities", involved);
    values.put("ips", new String[0]);
    values.put("first_time", Timestamp.from(time));
    values.put("last_time", Timestamp.from(time));
    values.put("updated_time", Timestamp.from(time));
    values.put("versions", 1L);
    values.put("duplicates", 0L);
    return RowFactory.create(Table.FINDINGS.columns().stream().map(values::get).toArray());
  }
}
