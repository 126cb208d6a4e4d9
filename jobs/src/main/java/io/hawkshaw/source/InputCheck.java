package io.hawkshaw.source;

import io.hawkshaw.run.Input;
import io.hawkshaw.run.TableUri;
import io.hawkshaw.run.UserError;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Looks at an input without reading it. */
public final class InputCheck {
  private InputCheck() {}

  /**
   * Lists an input and opens one file of it.
   *
   * @return what stands there, in words
   * @throws UserError where it does not exist, or may not be listed or read
   */
  public static String look(SparkSession spark, Input input, String uri) {
    if (!TableUri.isTable(uri)) {
      return look(spark.sessionState().newHadoopConf(), input, uri);
    }
    IcebergTables tables = new IcebergTables(spark, file -> null).open(uri);
    Listing listing = new Listing(spark.sessionState().newHadoopConf(), day -> true);
    return describe(listing.add(tables.files(Days.ALL)), input, uri);
  }

  static String look(Configuration conf, Input input, String uri) {
    Listing listing = new Listing(conf, day -> true);
    listing.list(input, uri);
    return describe(listing, input, uri);
  }

  private static String describe(Listing listing, Input input, String uri) {
    listing.probe(input, uri);
    Map<String, Integer> bySource = new TreeMap<>();
    listing.files().forEach(file -> bySource.merge(file.source(), 1, Integer::sum));
    StringBuilder found = new StringBuilder();
    bySource.forEach((source, files) -> append(found, "%,d files of %s", files, source));
    listing.unread().forEach((why, files) -> append(found, "%,d files not read (%s)", files, why));
    return found.isEmpty() ? "no files yet" : found.toString();
  }

  private static void append(StringBuilder found, String form, int files, String what) {
    found.append(found.isEmpty() ? "" : ", ").append(form.formatted(files, what));
  }
}
