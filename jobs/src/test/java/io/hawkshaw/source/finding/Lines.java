package io.hawkshaw.source.finding;

import java.util.List;

/** Writes the entities of a finding as lines that a test can show whole. */
final class Lines {
  private Lines() {}

  static List<String> of(Finding finding) {
    return finding.entities().stream()
        .map(entity -> entity.role() + " " + entity.entityType() + " " + entity.entity())
        .toList();
  }
}
