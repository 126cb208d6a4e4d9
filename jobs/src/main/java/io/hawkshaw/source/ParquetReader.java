package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.Settings;
import io.hawkshaw.source.Footers.Footer;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Security Lake Parquet files into the rows of a scan. Only the columns of the source's
 * schema are decoded, whatever else the files hold.
 */
final class ParquetReader {
  private static final List<String> OF_FILE =
      List.of(
          "row_index", "source", "file", "file_day", "record_day", "file_bytes", "modified_time");

  private static final String[] FILE_AND_ROW = {"file", "row_index"};

  private final OcsfSource source;
  private final Settings settings;
  private final Instant newest;

  ParquetReader(OcsfSource source, Settings settings, Instant newest) {
    this.source = source;
    this.settings = settings;
    this.newest = newest;
  }

  LogScan read(SparkSession spark, List<InputFile> files) {
    List<Footer> footers = Footers.read(spark, files, source.schema());
    List<Footer> sound = footers.stream().filter(f -> f.problem() == null).toList();
    List<Footer> plain = sound.stream().filter(this::isPlain).toList();
    List<Footer> mixed = sound.stream().filter(f -> !isPlain(f)).toList();

    List<Row> known = new ArrayList<>();
    plain.forEach(footer -> known.addAll(facts(footer)));
    footers.stream().filter(f -> f.problem() != null).forEach(f -> known.addAll(refuse(f)));
    StructType words = words(spark);
    Dataset<Row> rows = spark.createDataFrame(known, Scan.schema(words));
    if (!mixed.isEmpty()) {
      Dataset<Row> judged = judged(load(spark, mixed));
      rows = rows.unionByName(records(judged, words)).unionByName(facts(judged, words));
    }
    if (plain.isEmpty()) {
      return new LogScan(rows, words, source.toRecord(), source.isGroupedInWords());
    }
    return new LogScan(
        rows.unionByName(plainRecords(load(spark, plain), words)),
        words,
        source.toRecord(),
        source.isGroupedInWords(),
        settings.reading().columnar()
            ? Optional.of(columnar(spark, plain, words, rows, mixed.isEmpty()))
            : Optional.empty());
  }

  /** The records of plain files, of which none is refused, in batches. */
  private ColumnarScan columnar(
      SparkSession spark,
      List<Footer> plain,
      StructType words,
      Dataset<Row> others,
      boolean isAlone) {
    List<Footer> filled = plain.stream().filter(footer -> footer.records() > 0).toList();
    return new ColumnarScan(
        plainRecords(load(spark, filled), words),
        source
            .columnar()
            .flatMap(reader -> ColumnarScan.Batches.of(columns(spark, filled), reader)),
        others,
        isAlone);
  }

  private Dataset<Row> columns(SparkSession spark, List<Footer> filled) {
    return ParquetFiles.read(spark, filled, source.schema()).drop(ParquetFiles.ROW_INDEX);
  }

  /** Schema of a record in the words of the source. */
  private StructType words(SparkSession spark) {
    StructType loaded = load(spark, List.of()).schema();
    return new StructType(Arrays.copyOf(loaded.fields(), loaded.size() - OF_FILE.size()));
  }

  private static Column record(StructType words) {
    return struct(Arrays.stream(words.fieldNames()).map(n -> col(n)).toArray(Column[]::new));
  }

  /**
   * True for a file whose footer tells all of it: its records are of one day, none is refused, and
   * none deleted.
   */
  private boolean isPlain(Footer footer) {
    InputFile file = footer.file();
    return footer.records() == 0
        || (footer.deleted().isEmpty()
            && footer.day() != null
            && file.account() != null
            && file.region() != null
            && !footer.first().isBefore(earliest())
            && !footer.last().isAfter(newest)
            && source.refusal().isEmpty());
  }

  private Instant earliest() {
    return Instant.parse(settings.reading().earliestDay() + "T00:00:00Z");
  }

  private List<Row> facts(Footer footer) {
    FileTally tally = tally(footer.file());
    if (footer.records() > 0) {
      tally.addAll(footer, footer.day());
    }
    return tally.rows();
  }

  private List<Row> refuse(Footer footer) {
    InputFile file = footer.file();
    FileTally tally = tally(file);
    tally.addReject();
    Row reject = RowFactory.create(file.uri(), -1L, footer.problem(), null);
    List<Row> rows = new ArrayList<>(tally.rows());
    rows.add(
        RowFactory.create(
            file.source(), Date.valueOf(file.day()), "reject|" + file.uri(), null, reject, null));
    return rows;
  }

  private FileTally tally(InputFile file) {
    return new FileTally(file, Duration.ofHours(settings.coverage().lateAfterHours()));
  }

  /** The rows of files in the words of the source, with what is known of their files. */
  private Dataset<Row> load(SparkSession spark, List<Footer> footers) {
    Dataset<Row> rows = ParquetFiles.read(spark, footers, source.schema());
    if (footers.stream().anyMatch(footer -> !footer.deleted().isEmpty())) {
      rows = rows.join(deleted(spark, footers), FILE_AND_ROW, "left_anti");
    }
    List<Column> columns = new ArrayList<>(source.columns());
    OF_FILE.forEach(name -> columns.add(col(name)));
    return source.prepared(rows).select(columns.toArray(Column[]::new));
  }

  /** The rows that do not count, by file and position. */
  private static Dataset<Row> deleted(SparkSession spark, List<Footer> footers) {
    List<Row> rows = new ArrayList<>();
    for (Footer footer : footers) {
      footer.deleted().forEach(row -> rows.add(RowFactory.create(footer.file().uri(), row)));
    }
    return spark.createDataFrame(rows, StructType.fromDDL("file STRING, row_index BIGINT"));
  }

  private Dataset<Row> plainRecords(Dataset<Row> rows, StructType words) {
    return rows.select(
        col("source"),
        col("record_day").as("day"),
        source.id().as("id"),
        record(words).as("record"),
        lit(null).cast(Scan.REJECT).as("reject"),
        lit(null).cast(Scan.FACTS).as("facts"));
  }

  /** The rows with why they are refused, null for most. */
  private Dataset<Row> judged(Dataset<Row> rows) {
    return rows.withColumn("refusal", coalesce(source.refusal().orElse(lit(null)), refusal()));
  }

  private Column refusal() {
    return when(col("time").isNull(), "no time")
        .when(
            col("time")
                .lt(lit(Timestamp.from(earliest())))
                .or(col("time").gt(lit(Timestamp.from(newest)))),
            concat_ws(" ", lit("time out of range:"), col("time").cast("string")));
  }

  private static Column day() {
    return when(col("refusal").isNull(), to_date(col("time"))).otherwise(col("file_day"));
  }

  private Dataset<Row> records(Dataset<Row> rows, StructType words) {
    Column isSound = col("refusal").isNull();
    Column place = concat_ws("|", lit("reject"), col("file"), col("row_index"));
    return rows.select(
        col("source"),
        day().as("day"),
        when(isSound, source.id()).otherwise(place).as("id"),
        when(isSound, record(words)).as("record"),
        when(
                isSound.equalTo(false),
                struct(
                    col("file"),
                    col("row_index").as("position"),
                    col("refusal").as("reason"),
                    expr("substring(to_json(struct(*)), 1, " + Scan.RAW_BYTES + ")").as("raw")))
            .as("reject"),
        lit(null).cast(Scan.FACTS).as("facts"));
  }

  /** Counts what the footers do not tell by day or account; it reads few columns, of few files. */
  private Dataset<Row> facts(Dataset<Row> rows, StructType words) {
    Column ofFile = sum("records").over(Window.partitionBy("file"));
    Column touches = sort_array(collect_set(col("day")).over(Window.partitionBy("file")));
    Column isSound = col("refusal").isNull();
    return rows.select(
            col("source"),
            col("file"),
            col("file_bytes"),
            col("modified_time"),
            day().as("day"),
            col("account"),
            col("region"),
            when(isSound, col("time")).as("sound_time"),
            col("refusal"))
        .groupBy("source", "file", "file_bytes", "modified_time", "day", "account", "region")
        .agg(
            count(lit(1)).as("records"),
            count(col("refusal")).as("rejected"),
            min("sound_time").as("first_time"),
            max("sound_time").as("last_time"))
        .withColumn(
            "bytes", round(col("file_bytes").multiply(col("records")).divide(ofFile)).cast("long"))
        .withColumn("late", lit(0L))
        .withColumn("skipped", lit(0L))
        .withColumn("touches", touches)
        .select(
            col("source"),
            col("day"),
            concat_ws("|", lit("file"), col("file"), col("day"), col("account"), col("region"))
                .as("id"),
            lit(null).cast(words).as("record"),
            lit(null).cast(Scan.REJECT).as("reject"),
            struct(Arrays.stream(Scan.FACTS.fieldNames()).map(n -> col(n)).toArray(Column[]::new))
                .as("facts"));
  }
}
