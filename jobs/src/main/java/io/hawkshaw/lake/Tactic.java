package io.hawkshaw.lake;

import com.google.common.base.CharMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tactics of MITRE ATT&amp;CK for enterprises, version 18, in the order of an attack: what
 * stands, by name, in columns of tactics.
 *
 * <p>https://attack.mitre.org/tactics/enterprise/
 */
public enum Tactic {
  RECONNAISSANCE("TA0043", "Reconnaissance"),
  RESOURCE_DEVELOPMENT("TA0042", "Resource Development"),
  INITIAL_ACCESS("TA0001", "Initial Access"),
  EXECUTION("TA0002", "Execution"),
  PERSISTENCE("TA0003", "Persistence"),
  PRIVILEGE_ESCALATION("TA0004", "Privilege Escalation"),
  DEFENSE_EVASION("TA0005", "Defense Evasion"),
  CREDENTIAL_ACCESS("TA0006", "Credential Access"),
  DISCOVERY("TA0007", "Discovery"),
  LATERAL_MOVEMENT("TA0008", "Lateral Movement"),
  COLLECTION("TA0009", "Collection"),
  COMMAND_AND_CONTROL("TA0011", "Command and Control"),
  EXFILTRATION("TA0010", "Exfiltration"),
  IMPACT("TA0040", "Impact");

  private final String id;
  private final String title;

  Tactic(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name as MITRE writes it. */
  public String title() {
    return title;
  }

  /** The names of all, from early to late. */
  public static List<String> titles() {
    return Arrays.stream(values()).map(Tactic::title).toList();
  }

  /**
   * The tactic with this name or id, however the words are joined. ATT&amp;CK 19 splits Defense
   * Evasion into Stealth and Defense Impairment (TA0112); both are Defense Evasion here.
   */
  public static Optional<Tactic> named(String words) {
    if (words == null || words.length() > 100) {
      return Optional.empty();
    }
    String letters = letters(words);
    if (letters.equals("stealth")
        || letters.equals("defenseimpairment")
        || letters.equals("ta0112")) {
      return Optional.of(DEFENSE_EVASION);
    }
    for (Tactic tactic : values()) {
      if (letters.equals(letters(tactic.title)) || letters.equals(letters(tactic.id))) {
        return Optional.of(tactic);
      }
    }
    return Optional.empty();
  }

  private static String letters(String words) {
    return CharMatcher.inRange('a', 'z')
        .or(CharMatcher.inRange('0', '9'))
        .retainFrom(words.toLowerCase(Locale.ROOT));
  }
}
