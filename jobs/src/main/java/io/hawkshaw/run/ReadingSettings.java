package io.hawkshaw.run;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * How raw data is read.
 *
 * @param lateDays how many days back the night looks for files that it has not read: 30, the
 *     longest that CloudTrail tries to deliver
 * @param earliestDay records before it are refused: 2006-03-14, the day AWS began
 * @param maxRecordBytes a longer record is refused: 4 MiB; CloudTrail's own bound is 256 KiB, that
 *     of a Kubernetes object 1.5 MiB
 * @param maxFileBytes a file is read up to so many bytes, unpacked: 4 GiB, which no real log file
 *     reaches and a gzip bomb does
 * @param taskBytes files are bundled into tasks of so many stored bytes: 32 MiB
 * @param columnar whether Parquet is rolled up before rows are made of it, where there is such a
 *     way: true; without, the same comes out, at several times the cost
 */
public record ReadingSettings(
    Integer lateDays,
    String earliestDay,
    Integer maxRecordBytes,
    Long maxFileBytes,
    Long taskBytes,
    Boolean columnar)
    implements Serializable {
  static final ReadingSettings DEFAULTS = new ReadingSettings(null, null, null, null, null, null);

  public ReadingSettings {
    lateDays = lateDays == null ? 30 : lateDays;
    earliestDay = earliestDay == null ? "2006-03-14" : earliestDay;
    maxRecordBytes = maxRecordBytes == null ? 4 << 20 : maxRecordBytes;
    maxFileBytes = maxFileBytes == null ? 4L << 30 : maxFileBytes;
    taskBytes = taskBytes == null ? 32L << 20 : taskBytes;
    columnar = columnar == null || columnar;
    Settings.check(lateDays >= 0, "reading.late-days", lateDays, "it must be 0 or more");
    Settings.check(
        isDay(earliestDay), "reading.earliest-day", earliestDay, "it must be a day as 2006-03-14");
    Settings.check(
        maxRecordBytes >= 1024, "reading.max-record-bytes", maxRecordBytes, "at least 1024");
    Settings.check(maxFileBytes >= 1024, "reading.max-file-bytes", maxFileBytes, "at least 1024");
    Settings.check(taskBytes >= 1024, "reading.task-bytes", taskBytes, "at least 1024");
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
