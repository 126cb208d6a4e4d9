package io.hawkshaw.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** The three weeks of the story. Every day is a UTC day. */
final class Calendar {
  static final LocalDate FIRST_DAY = LocalDate.parse("2026-09-28");
  static final LocalDate LAST_DAY = LocalDate.parse("2026-10-18");

  private Calendar() {}

  static List<LocalDate> days() {
    return days(FIRST_DAY, LAST_DAY);
  }

  /** The days from the first to the last, both included. */
  static List<LocalDate> days(LocalDate first, LocalDate last) {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  static LocalDate october(int day) {
    return LocalDate.of(2026, 10, day);
  }

  static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  static LocalDate dayOf(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
