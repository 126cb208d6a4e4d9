package io.hawkshaw.source.finding;

/** Says in plain words why a piece of JSON cannot be a finding; it then belongs to the rejects. */
public final class RefusedFinding extends Exception {

  RefusedFinding(String reason) {
    super(reason);
  }
}
