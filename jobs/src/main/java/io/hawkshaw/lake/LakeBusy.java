package io.hawkshaw.lake;

/** Another program writes the lake. The message says where and who. */
public final class LakeBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private LakeBusy(String message, Throwable cause) {
    super(message, cause);
  }

  static LakeBusy claimed(String lake, String holder) {
    return new LakeBusy(
        "Another night writes the lake at %s (%s; were it killed, the lake would be free %s)"
            .formatted(
                lake, holder, holder.endsWith(Claim.LOCKED) ? "at once" : "after five minutes"),
        null);
  }

  static LakeBusy contended(Table table, Throwable conflict) {
    return new LakeBusy(
        "Another program wrote table %s each time that it should be written"
            .formatted(table.sqlName()),
        conflict);
  }
}
