package io.hawkshaw.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hawkshaw.group.Member.Named;
import io.hawkshaw.lake.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is told of a compromised instance, and of the host that went on from there. */
final class StoryTest {
  private static final Named INSTANCE = new Named("EC2_INSTANCE", "i-0d2f", Role.ACTOR);
  private static final Named OTHER = new Named("EC2_INSTANCE", "i-0c04", Role.ACTOR);

  private static Member finding(String id, String type, String time, double score, Named... all) {
    String severity = score < 40 ? "LOW" : "HIGH";
    return new Member(
        "finding",
        id,
        "GuardDuty",
        type,
        "Title of " + id + ".",
        severity,
        score,
        "1",
        "us-east-1",
        List.of("Credential Access"),
        List.of(all),
        1,
        true,
        null,
        Instant.parse("2026-10-16T" + time + ":00Z"),
        Instant.parse("2026-10-16T" + time + ":30Z"));
  }

  private static Member evidence(String id, String title, String time, long events, Named... all) {
    return new Member(
        "evidence",
        id,
        "Hawkshaw",
        "rule",
        title,
        "LOW",
        20,
        "1",
        null,
        List.of(),
        List.of(all),
        events,
        false,
        title,
        Instant.parse("2026-10-16T" + time + ":00Z"),
        Instant.parse("2026-10-16T" + time + ":00Z"));
  }

  private static Named address(String ip) {
    return new Named("IP_ADDRESS", ip, Role.REMOTE);
  }

  private static Named domain(String name) {
    return new Named("DOMAIN", name, Role.REMOTE);
  }

  private static List<String> told(Member... members) {
    return Story.of(Arrays.asList(members)).stream().map(Sentence::text).toList();
  }

  @Test
  void theStoryNamesWhoDidWhatToWhomInTheOrderOfTime() {
    assertThat(
            told(
                finding(
                    "f5",
                    "UnauthorizedAccess:EC2/SSHBruteForce",
                    "05:00",
                    80,
                    OTHER,
                    address("172.16.0.27")),
                finding(
                    "f1",
                    "Recon:EC2/Portscan",
                    "01:00",
                    50,
                    INSTANCE,
                    address("172.16.0.20"),
                    address("172.16.0.27"),
                    address("172.16.0.28")),
                finding(
                    "f2",
                    "UnauthorizedAccess:EC2/RDPBruteForce",
                    "02:00",
                    80,
                    INSTANCE,
                    address("172.16.0.28")),
                finding(
                    "f3",
                    "Backdoor:EC2/C&CActivity.B!DNS",
                    "03:00",
                    80,
                    INSTANCE,
                    domain("c2.example")),
                finding(
                    "f4",
                    "CryptoCurrency:EC2/BitcoinTool.B!DNS",
                    "03:30",
                    80,
                    INSTANCE,
                    domain("pool.example")),
                finding(
                    "f6",
                    "Trojan:EC2/DNSDataExfiltration",
                    "04:00",
                    80,
                    INSTANCE,
                    domain("t.example"))))
        .containsExactly(
            "The instance i-0d2f scanned ports of the address 172.16.0.20, the address 172.16.0.27,"
                + " the address 172.16.0.28, at 2026-10-16 01:00 UTC [f1].",
            "The instance i-0d2f guessed passwords over RDP on the address 172.16.0.28, at 2026-10-16"
                + " 02:00 UTC [f2].",
            "The instance i-0d2f turned to the domain c2.example, known for command and control, at"
                + " 2026-10-16 03:00 UTC [f3].",
            "The instance i-0d2f turned to the domain pool.example, known for mining cryptocurrency,"
                + " at 2026-10-16 03:30 UTC [f4].",
            "The instance i-0d2f sent DNS queries that look like data being carried out, to the domain"
                + " t.example, at 2026-10-16 04:00 UTC [f6].",
            "The instance i-0c04 guessed passwords over SSH on the address 172.16.0.27, at 2026-10-16"
                + " 05:00 UTC [f5].");
  }

  @Test
  void whoIsAttackedIsNotTheOneWhoAttacks() {
    assertThat(
            told(
                finding(
                    "f",
                    "UnauthorizedAccess:EC2/SSHBruteForce",
                    "05:00",
                    20,
                    new Named("EC2_INSTANCE", "i-1", Role.TARGET),
                    address("203.0.113.9"))))
        .containsExactly(
            "The address 203.0.113.9 guessed passwords over SSH on the instance i-1, at 2026-10-16"
                + " 05:00 UTC [f].");
  }

  @Test
  void aFlawIsToldWithWhatCarriesIt() {
    assertThat(
            told(
                finding(
                    "v",
                    "Software and Configuration Checks/Vulnerabilities/CVE",
                    "00:00",
                    80,
                    new Named("EC2_INSTANCE", "i-0d2f", Role.TARGET))))
        .containsExactly("The instance i-0d2f carries a flaw: Title of v [v].");
  }

  @Test
  void aProductWithoutWordsOfOursSpeaksForItself() {
    assertThat(
            told(
                finding(
                    "arn:aws:guardduty:x:1:detector/d/finding/abc",
                    "New:Family/Thing",
                    "01:00",
                    80)))
        .containsExactly(
            "Title of arn:aws:guardduty:x:1:detector/d/finding/abc, at 2026-10-16 01:00 UTC [abc].");
  }

  @Test
  void departuresOfOneAreOneSentenceWithAllIds() {
    Named user = new Named("IAM_USER", "arn:aws:iam::1:user/jonas", Role.ACTOR);
    List<Sentence> story =
        Story.of(
            List.of(
                evidence("A-1", "user/jonas came from IS; of its peers 0 % did.", "01:00", 1, user),
                evidence("A-2", "user/jonas used Boto3.", "01:00", 1, user),
                evidence("A-3", "user/jonas came late.", "01:00", 1, user),
                evidence("A-4", "user/jonas did more.", "01:00", 1, user)));
    assertThat(story)
        .extracting(Sentence::text)
        .containsExactly(
            "user/jonas came from IS; user/jonas used Boto3; user/jonas came late; and 1 more"
                + " departures from its past [A-1, A-2, A-3, A-4].");
    assertThat(story.get(0).members()).containsExactly("A-1", "A-2", "A-3", "A-4");
  }

  @Test
  void howOftenARuleMatchedIsTold() {
    Named user = new Named("IAM_USER", "arn:aws:iam::1:user/jonas", Role.ACTOR);
    assertThat(told(evidence("D-1", "Permissions probed", "02:12", 22, user)))
        .containsExactly(
            "The user jonas: Permissions probed, 22 times, at 2026-10-16 02:12 UTC [D-1].");
  }

  @Test
  void theGravestSeverityIsThatOfTheGroupAndManyWeakSignsAddUp() {
    Member low = finding("a", "Recon:EC2/Portscan", "01:00", 20, INSTANCE, address("10.0.0.1"));
    Member high = finding("b", "Recon:EC2/Portscan", "02:00", 80, INSTANCE, address("10.0.0.1"));
    Row row = Portrait.of(List.of(low, high), List.of()).row();
    assertThat(row.getString(Portrait.SCHEMA.fieldIndex("severity"))).isEqualTo("HIGH");
    assertThat(row.getDouble(Portrait.SCHEMA.fieldIndex("score")))
        .isCloseTo((80 + 20 / Math.pow(2, 1.5)) / 2.612, within(1e-9));
    assertThat(row.getString(Portrait.SCHEMA.fieldIndex("title"))).isEqualTo("Group with: TTP (2)");
  }

  @Test
  void theTitleCountsByNamespaceTheMostFirst() {
    Named user = new Named("IAM_USER", "u", Role.ACTOR);
    assertThat(
            Titles.byNamespace(
                List.of(
                    finding("a", "Recon:EC2/Portscan", "01:00", 20),
                    finding("b", "Stealth:IAMUser/X", "01:00", 20),
                    finding("c", "Trojan:EC2/DNSDataExfiltration", "01:00", 20),
                    evidence("A-1", "x", "01:00", 1, user),
                    evidence("A-2", "x", "01:00", 1, user),
                    evidence("A-3", "x", "01:00", 1, user))))
        .isEqualTo("Group with: Unusual behavior (3), TTP (2), and Effect (1)");
  }

  @Test
  void tacticsAreInTheOrderOfAnAttack() {
    assertThat(TacticChain.of(List.of("Impact", "Other", "Discovery", "Initial Access", "Impact")))
        .containsExactly("Initial Access", "Discovery", "Impact", "Other");
  }
}
