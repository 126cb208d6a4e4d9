package io.hawkshaw.run;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a night read of the raw data that feeds one table: rolled up, and kept as long as it is
 * needed.
 *
 * @param days UTC days that the night rebuilds of the table
 * @param sources names of the sources that were read
 * @param rows the rolled-up records of these days, until the table is written
 * @param counts rejects and facts of files of these days, and how many records there are of each
 *     source, day, account and Region: few rows, while the night lasts
 * @param release lets go of the rows
 */
public record Scanned(
    NavigableSet<LocalDate> days,
    List<String> sources,
    Dataset<Row> rows,
    Dataset<Row> counts,
    Runnable release) {}
