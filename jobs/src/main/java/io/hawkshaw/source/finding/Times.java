package io.hawkshaw.source.finding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads the times of findings, which stand there as ISO text with up to nine digits of fraction, as
 * text with a blank between day and hour, and as seconds or milliseconds since 1970.
 */
final class Times {
  /** AWS opened in 2006: what is said to be older was not found there. */
  private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");

  /** Beyond it a time is a mistake, and would be a partition of its own. */
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** As seconds it lies in the year 5138, as milliseconds in 1973: no finding is in doubt. */
  private static final double MILLISECONDS_FROM = 1e11;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  /** The first of the times that can be read and is no absurdity; null if none is. */
  static Instant first(View... candidates) {
    for (View candidate : candidates) {
      Instant time = of(candidate);
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static Instant of(View view) {
    Double number = view.number();
    Instant time = number == null ? ofText(view.text()) : ofNumber(number);
    return time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? null : time;
  }

  private static Instant ofNumber(double number) {
    double millis = Math.abs(number) < MILLISECONDS_FROM ? number * 1000 : number;
    return Instant.ofEpochMilli(Math.round(millis));
  }

  /** A time without a zone is UTC, as everything that AWS logs. */
  private static Instant ofText(String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      TemporalAccessor read = TEXT.parse(text.trim());
      int offset =
          read.isSupported(ChronoField.OFFSET_SECONDS) ? read.get(ChronoField.OFFSET_SECONDS) : 0;
      return LocalDateTime.from(read).toInstant(ZoneOffset.ofTotalSeconds(offset));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
