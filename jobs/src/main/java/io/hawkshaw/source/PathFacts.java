package io.hawkshaw.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a file says about its records: account, Region, day and time of delivery. It
 * understands the Hive-style keys of Security Lake and of flow logs, the {@code AWSLogs} layout of
 * the services, and the names that Firehose gives, whatever stands before them.
 *
 * @param account 12 digits, or a custom source's external id; null where not named
 * @param region Region; null where not named
 * @param day UTC day; null where not named
 * @param delivered time in the name of the file ({@code 20230101T0005Z}, a slot of five minutes, or
 *     {@code 2023-01-01-00-05-00} of Firehose); null where not named
 */
record PathFacts(String account, String region, LocalDate day, Instant delivered) {
  private static final Pattern ACCOUNT_KEY =
      Pattern.compile("/(?:aws-)?account-?id=([^/]+)/", Pattern.CASE_INSENSITIVE);
  private static final Pattern REGION_KEY =
      Pattern.compile("/(?:aws-)?region=([^/]+)/", Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_KEY =
      Pattern.compile("/eventday=(\\d{4})-?(\\d{2})-?(\\d{2})[^/]*/", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE_KEYS =
      Pattern.compile("/year=(\\d{4})/month=(\\d{1,2})/day=(\\d{1,2})/", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE_FOLDERS = Pattern.compile("/(\\d{4})/(\\d{2})/(\\d{2})/");
  private static final Pattern ACCOUNT_FOLDER =
      Pattern.compile("/AWSLogs/(?:o-[a-z0-9]+/)?(\\d{12})/");
  private static final Pattern REGION_FOLDER =
      Pattern.compile("/((?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-isoe)-[a-z]+-\\d)/");
  private static final Pattern STAMP =
      Pattern.compile("[_-](\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})Z?[^/]*$");
  private static final Pattern FIREHOSE_STAMP =
      Pattern.compile("-(\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})-(\\d{2})-\\d{2}-[0-9a-f]{8}-[^/]*$");

  /** Reads a path; what it does not tell is null. */
  static PathFacts of(String path) {
    return new PathFacts(
        first(path, ACCOUNT_KEY, ACCOUNT_FOLDER),
        first(path, REGION_KEY, REGION_FOLDER),
        day(path),
        delivered(path));
  }

  private static String first(String path, Pattern... patterns) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }

  private static LocalDate day(String path) {
    for (Pattern pattern : new Pattern[] {DAY_KEY, DATE_KEYS, DATE_FOLDERS}) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.find()) {
        try {
          return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        } catch (DateTimeException e) {
          return null; // Digits that are no date are some other number.
        }
      }
    }
    return null;
  }

  private static Instant delivered(String path) {
    Matcher matcher = STAMP.matcher(path);
    if (!matcher.find()) {
      matcher = FIREHOSE_STAMP.matcher(path);
      if (!matcher.find()) {
        return null;
      }
    }
    try {
      return LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
