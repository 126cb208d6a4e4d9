package io.hawkshaw.run;

import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The days that the operator asked for.
 *
 * @param from first UTC day; null for whatever the new files touch
 * @param to last UTC day; null with {@code from}
 */
public record Window(LocalDate from, LocalDate to) {
  /** Whatever days the files touch that were not read yet. */
  public static final Window NEW_FILES = new Window(null, null);

  /** No more than ten years at once: a slip of the keyboard, not a back-fill. */
  private static final int MAX_DAYS = 3660;

  public Window {
    if ((from == null) != (to == null)) {
      throw UserError.badDays("--from and --to go together");
    }
    if (from != null && from.isAfter(to)) {
      throw UserError.badDays("--from " + from + " is after --to " + to);
    }
    if (from != null && from.plusDays(MAX_DAYS).isBefore(to)) {
      throw UserError.badDays("From " + from + " to " + to + " is more than ten years");
    }
  }

  /** The days asked for; empty for whatever the new files touch. */
  public Optional<NavigableSet<LocalDate>> days() {
    if (from == null) {
      return Optional.empty();
    }
    NavigableSet<LocalDate> days = new TreeSet<>();
    from.datesUntil(to.plusDays(1)).forEach(days::add);
    return Optional.of(days);
  }
}
