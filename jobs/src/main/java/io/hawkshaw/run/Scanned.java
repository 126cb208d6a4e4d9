package io.hawkshaw.run;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a night read of the raw data that feeds one table: few rows, rolled up, kept in memory while
 * the night lasts.
 *
 * @param days UTC days that the night rebuilds of the table
 * @param sources names of the sources that were read
 * @param rows the rolled-up records, the rejects and the facts of files of these days
 */
public record Scanned(NavigableSet<LocalDate> days, List<String> sources, Dataset<Row> rows) {}
