package io.hawkshaw.source.finding;

import io.hawkshaw.lake.Tactic;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finding type of GuardDuty: {@code ThreatPurpose:Resource/ThreatFamily.Mechanism!Artifact}. It
 * is read by this grammar and not looked up, since AWS adds types every few months.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html">
 *     GuardDuty finding format</a>
 */
record FindingType(String purpose, String resource, String family) {
  /** Security Hub writes a dash for the slash, after a namespace and a category. */
  private static final Pattern GRAMMAR =
      Pattern.compile("(?:^|/)([A-Za-z]+):([A-Za-z0-9]+)[-/](\\S+)$");

  private static final int LONGEST = 300;

  /** The GuardDuty type in a text: its own form, or the end of an ASFF type. */
  static Optional<FindingType> parse(String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = GRAMMAR.matcher(text);
    return matcher.find()
        ? Optional.of(new FindingType(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** The type as GuardDuty writes it. */
  String text() {
    return purpose + ":" + resource + "/" + family;
  }

  /**
   * The tactic that the threat purpose stands for. A purpose that is the name of a tactic is that
   * tactic, as AWS says. For the others neither AWS nor MITRE publishes a mapping; the reasons
   * stand beside each. What a person allowed or tested on purpose has none (Policy, PenTest), nor
   * has an oddity without a purpose (Behavior); an AttackSequence has those of its signals.
   */
  Optional<Tactic> tactic() {
    Optional<Tactic> named = Tactic.named(purpose);
    return named.isPresent() ? named : Optional.ofNullable(ofPurpose());
  }

  private Tactic ofPurpose() {
    return switch (purpose.toLowerCase(Locale.ROOT)) {
      // AWS: altered so that it can contact its home command and control server.
      case "backdoor" -> Tactic.COMMAND_AND_CONTROL;
      // AWS: a Trojan program speaks to its master, except where the family says that data leave.
      case "trojan" ->
          has("DNSDataExfiltration") || has("DropPoint")
              ? Tactic.EXFILTRATION
              : Tactic.COMMAND_AND_CONTROL;
      // ATT&CK T1496, Resource Hijacking, is of Impact.
      case "cryptocurrency", "resourceconsumption" -> Tactic.IMPACT;
      // Detective knows no Reconnaissance: who probes here does so inside ATT&CK's Discovery.
      case "recon" -> Tactic.DISCOVERY;
      // The families that get or guess credentials (ATT&CK T1552.005, T1110), else a way in.
      case "unauthorizedaccess" ->
          has("CredentialExfiltration") || has("MetadataDNSRebind") || has("BruteForce")
              ? Tactic.CREDENTIAL_ACCESS
              : Tactic.INITIAL_ACCESS;
      // Malware in an object waits to be run: ATT&CK T1204, User Execution.
      case "object" -> Tactic.EXECUTION;
      default -> null;
    };
  }

  private boolean has(String words) {
    return family.contains(words);
  }
}
