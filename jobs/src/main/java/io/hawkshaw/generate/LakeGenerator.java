package io.hawkshaw.generate;

import io.hawkshaw.run.Progress;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes a lake of any size: each task of Spark tells and writes one slice, so that the driver
 * holds counts alone, and the same plan gives the same records on any number of cores.
 */
public final class LakeGenerator {
  private final SparkSession spark;
  private final LakePlan plan;
  private final Progress progress;

  /** A generator of one lake. */
  public LakeGenerator(SparkSession spark, LakePlan plan, Progress progress) {
    this.spark = spark;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Writes the lake, and beside it {@code truth.json}, which tells what was injected and counts
   * what was written.
   *
   * @param uri a folder that does not exist or is empty
   * @return number of records written by source
   * @throws UserError where the folder is occupied or cannot be written
   */
  public Map<String, Long> write(String uri) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    try {
      LakeStore store = new LakeStore(uri, hadoop.value());
      if (store.isOccupied()) {
        throw UserError.occupiedFolder(uri);
      }
      Tally tally = writeSlices(uri, hadoop);
      LakeTruth truth = new LakeTruth(new Organization(plan), tally);
      store.writeText("truth.json", Json.pretty(truth.document()));
      Map<String, Long> records = new LinkedHashMap<>();
      tally.bySource().forEach((source, count) -> records.put(source, count.records()));
      return records;
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.unwritableFolder(uri, e);
    }
  }

  /** All days are handed to Spark at once; it works on them in their order. */
  private Tally writeSlices(String uri, SerializableConfiguration hadoop) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Map<LocalDate, JavaFutureAction<List<Tally>>> days = new LinkedHashMap<>();
    LakePlan work = plan;
    for (LocalDate day : plan.days()) {
      List<Slice> slices = slices(day);
      days.put(
          day,
          context
              .parallelize(slices, slices.size())
              .map(slice -> new SliceWork(work, slice).write(new LakeStore(uri, hadoop.value())))
              .collectAsync());
    }
    Tally all = new Tally();
    for (Map.Entry<LocalDate, JavaFutureAction<List<Tally>>> day : days.entrySet()) {
      progress.begin(day.getKey().toString());
      long records = 0;
      for (Tally tally : await(day.getValue())) {
        all.add(tally);
        records += tally.bySource().values().stream().mapToLong(Tally.Count::records).sum();
      }
      progress.end(day.getKey().toString(), "%,d records".formatted(records));
    }
    return all;
  }

  private static List<Tally> await(JavaFutureAction<List<Tally>> day) throws IOException {
    try {
      return day.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /** The slices of a day, the accounts with the most work first. */
  List<Slice> slices(LocalDate day) {
    Organization organization = new Organization(plan);
    long records = plan.size().events() + plan.size().flows();
    List<Slice> slices = new ArrayList<>();
    for (int account = 0; account < plan.size().accounts(); account++) {
      double own = (double) records / plan.size().days() * organization.share(account);
      int parts = (int) Math.max(1, Math.min(Rhythm.QUARTERS, Math.ceil(own / plan.fileRecords())));
      for (int part = 0; part < parts; part++) {
        int from = Rhythm.QUARTERS * part / parts;
        slices.add(new Slice(day, account, from, Rhythm.QUARTERS * (part + 1) / parts));
      }
    }
    return slices;
  }
}
