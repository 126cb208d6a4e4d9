package io.hawkshaw.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;

/**
 * The window of time that a question is about: whole hours in UTC, from one hour to one year, as
 * the scope time of Amazon Detective.
 *
 * <p>https://docs.aws.amazon.com/detective/latest/userguide/scope-time-managing.html
 *
 * @param start its start
 * @param end its end, which is not in it
 */
public record Scope(Instant start, Instant end) {
  private static final Duration LONGEST = Duration.ofDays(366);

  /**
   * A scope; a start within an hour begins with the hour, an end within an hour ends with it.
   *
   * @throws UserError where it is empty, ends before it begins, or is longer than a year
   */
  public Scope {
    // Of the times as they were given: whole hours around them are never empty.
    if (end.isBefore(start)) {
      throw UserError.badScope(
          "The scope ends at %s, before it begins at %s".formatted(end, start));
    }
    if (end.equals(start)) {
      throw UserError.badScope("The scope from %s to %s is empty".formatted(start, end));
    }
    start = start.truncatedTo(ChronoUnit.HOURS);
    Instant hour = end.truncatedTo(ChronoUnit.HOURS);
    end = hour.equals(end) ? end : hour.plus(1, ChronoUnit.HOURS);
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw UserError.badScope(
          "The scope from %s to %s is longer than a year".formatted(start, end));
    }
  }

  /** A whole day. */
  public static Scope day(LocalDate day) {
    Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    return new Scope(start, start.plus(1, ChronoUnit.DAYS));
  }

  /** The 24 hours that end with the hour of a moment. */
  public static Scope dayBefore(Instant moment) {
    Instant end = moment.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return new Scope(end.minus(1, ChronoUnit.DAYS), end);
  }

  /** The day of its first hour, in UTC. */
  public LocalDate firstDay() {
    return LocalDate.ofInstant(start, ZoneOffset.UTC);
  }

  /** The day of its last hour, in UTC: the day before an end at midnight. */
  public LocalDate lastDay() {
    return LocalDate.ofInstant(end.minusMillis(1), ZoneOffset.UTC);
  }

  /** Rows whose column day is one of its days. */
  public Column isOnItsDays() {
    return col("day").between(lit(Date.valueOf(firstDay())), lit(Date.valueOf(lastDay())));
  }

  /** Rows of what happened within it: their day first, so that no other day is read. */
  public Column isWithin() {
    return isOnItsDays()
        .and(col("first_time").lt(lit(Timestamp.from(end))))
        .and(col("last_time").geq(lit(Timestamp.from(start))));
  }

  /**
   * Reads a time as an operator writes it: {@code 2026-10-16}, {@code 2026-10-16T14:00}, {@code
   * 2026-10-16T14:00:00Z}; UTC in any case.
   *
   * @throws UserError where it is none of these
   */
  public static Instant time(String text) {
    try {
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      return text.contains("T")
          ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw UserError.badScope("'%s' is no time".formatted(text));
    }
  }
}
