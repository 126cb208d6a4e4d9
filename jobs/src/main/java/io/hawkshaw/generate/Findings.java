package io.hawkshaw.generate;

import java.util.ArrayList;
import java.util.List;

/** What GuardDuty finds: both incidents, and one thing of no weight. */
final class Findings {
  private Findings() {}

  static List<Finding> of(Account account) {
    return all().stream().filter(finding -> finding.place().account().equals(account)).toList();
  }

  /** All versions of all findings. */
  static List<Finding> all() {
    List<Finding> findings = new ArrayList<>(MachineFindings.all());
    List<Finding> keys = KeyFindings.all();
    findings.addAll(keys);
    findings.addAll(SequenceFinding.over(keys));
    return findings;
  }
}
