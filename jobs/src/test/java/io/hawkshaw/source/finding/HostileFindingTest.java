package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever JSON comes, a reader gives a sound finding or says why it gives none. */
final class HostileFindingTest {
  private static final List<JsonNode> SAMPLES = Samples.all();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "arn:",
          "arn:aws:ec2:::instance/",
          "arn:aws:sts::1:assumed-role/a/b",
          "::ffff:1.2.3.4",
          "fe80::1%eth0",
          "999.1.1.1",
          "1e999999999",
          "-1",
          "\u0000\ud800",
          "a/b:c-d/e",
          "TTPs//",
          "{\"a\":",
          "x".repeat(5000),
          "2025-01-01T00:00:00.123456789123Z");

  private static final List<String> KEYS =
      List.of(
          "id",
          "type",
          "arn",
          "createdAt",
          "service",
          "action",
          "remoteIpDetails",
          "findings",
          "detail",
          "Resources",
          "Details",
          "unmapped",
          "ProductFields.aws/guardduty/service/a.99_/b:7",
          "Severity.Label",
          "finding_info",
          "uid",
          "class_uid");

  @Property(tries = 3000)
  void aMutatedSampleIsAFindingOrIsRefused(
      @ForAll @IntRange(max = 1000) int sample,
      @ForAll @IntRange(min = 1, max = 12) int changes,
      @ForAll long seed) {
    JsonNode json = SAMPLES.get(sample % SAMPLES.size()).deepCopy();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      change(json, random);
    }
    readByAll(json);
  }

  @Property(tries = 500)
  void aRandomTreeIsAFindingOrIsRefused(@ForAll long seed) {
    readByAll(anything(new Random(seed), 0));
  }

  private static void readByAll(JsonNode json) {
    List<Reader> readers = List.of(GuardDutyFinding::of, SecurityHubFinding::of, OcsfFinding::of);
    for (Reader reader : readers) {
      try {
        check(reader.read(json));
      } catch (RefusedFinding e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }
  }

  private static void check(Finding finding) {
    assertThat(finding.finding()).isNotBlank();
    assertThat(finding.product()).isNotBlank();
    assertThat(finding.status()).isIn("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED", "ARCHIVED");
    assertThat(finding.firstTime()).isBeforeOrEqualTo(finding.lastTime());
    assertThat(finding.updatedTime()).isNotNull();
    assertThat(finding.count()).isPositive();
    assertThat(finding.entities().size()).isLessThanOrEqualTo(Roster.MOST);
    assertThat(finding.entities().stream().map(e -> List.of(e.entityType(), e.entity())))
        .doesNotHaveDuplicates();
    assertThat(finding.ips().size()).isLessThanOrEqualTo(Roster.MOST);
    assertThat(finding.detail().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(DetailText.LARGEST);
    assertThat(Samples.json(finding.detail()).isObject()).isTrue();
    if (finding.severityScore() != null) {
      assertThat(finding.severityScore()).isBetween(0.0, 100.0);
    }
  }

  /** Puts something else in one place of the tree, or takes it away, or writes its key anew. */
  private static void change(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    gather(root, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), anything(random, 3));
    } else if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(key);
        case 1 -> object.set(key.toUpperCase(Locale.ROOT), object.remove(key));
        default -> object.set(key, anything(random, 3));
      }
    }
  }

  private static void gather(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> gather(child, containers));
    }
  }

  private static JsonNode anything(Random random, int depth) {
    return switch (random.nextInt(depth > 5 ? 7 : 10)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 ->
          JSON.numberNode(Double.longBitsToDouble(0x7fe0000000000000L) * random.nextGaussian());
      case 4 -> JSON.numberNode(1.7e9 * random.nextDouble());
      case 5, 6 -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case 7 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static JsonNode array(Random random, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(anything(random, depth + 1));
    }
    return array;
  }

  private static JsonNode object(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.set(KEYS.get(random.nextInt(KEYS.size())), anything(random, depth + 1));
    }
    return object;
  }

  private interface Reader {
    Finding read(JsonNode json) throws RefusedFinding;
  }
}
