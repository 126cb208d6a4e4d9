package io.hawkshaw.source.finding;

/**
 * The severity of an ASFF finding.
 *
 * @param severity the severity that Security Hub shows
 * @param provider the fields in which the product told its own
 */
record AsffSeverity(View severity, View provider) {

  /**
   * GuardDuty's own number stands under Product, so that the finding has one score by both ways;
   * Security Hub's number differs from it.
   */
  Double guardDutyScore() {
    Double product = Severity.ofGuardDuty(severity.number("Product"));
    return product == null || product == 0 ? score() : product;
  }

  /**
   * The normalized number. One outside the band of the label is a default that nobody set, and the
   * label alone means the lowest number of its band.
   */
  Double score() {
    Severity label = label();
    Double normalized = severity.number("Normalized");
    boolean isScore = normalized != null && normalized >= 0 && normalized <= 100;
    if (isScore && (label == null || Severity.of(normalized) == label)) {
      return normalized;
    }
    return label == null ? null : Double.valueOf(label.lowest());
  }

  /** The label that is written, else that of the score. */
  String label(Double score) {
    Severity label = label();
    if (label != null) {
      return label.name();
    }
    return score == null ? null : Severity.of(score).name();
  }

  private Severity label() {
    return Severity.named(severity.text("Label"))
        .or(() -> Severity.named(provider.text("Severity", "Label")))
        .orElse(null);
  }
}
