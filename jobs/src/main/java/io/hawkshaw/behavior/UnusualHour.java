package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;

import io.hawkshaw.run.AnomalySettings;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Somebody acts at an hour of the week at which they hardly ever do. */
final class UnusualHour implements Kind {
  private static final StructType RAREST = StructType.fromDDL("hour INT, p DOUBLE");

  private static final UDF2<Seq<Integer>, Seq<Integer>, Row> COMPARE =
      (past, today) -> {
        HourOfWeek.Rarest rarest = HourOfWeek.rarest(array(past), array(today));
        return RowFactory.create(rarest.hour(), rarest.p());
      };

  @Override
  public String label() {
    return "unusual_hour";
  }

  @Override
  public Column concerns() {
    return DormantIdentity.isIdentity()
        .and(col("settled_days").gt(0))
        .and(size(col("today.hours")).gt(0));
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column past = flatten(transform(col("past"), day -> day.getField("hours")));
    Column rarest = udf(COMPARE, RAREST).apply(past, col("today.hours"));
    Column p = rarest.getField("p");
    Column bits = log2(p).multiply(-1);
    return Question.howProbable(
        label(), name(rarest.getField("hour")), bits, p, p.leq(settings.maxP()));
  }

  /** As Mon 09. */
  private static Column name(Column hour) {
    Column[] days =
        Stream.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
            .map(functions::lit)
            .toArray(Column[]::new);
    Column day = get(functions.array(days), hour.divide(24).cast("int"));
    return concat(day, lit(" "), lpad(pmod(hour, lit(24)).cast("string"), 2, "0"));
  }

  private static int[] array(Seq<Integer> values) {
    return CollectionConverters.asJava(values).stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        lit("was active at"),
        col("value"),
        lit("UTC, at an hour of the week that surprises by"),
        format_number(col("observed"), 1),
        lit("bits after"),
        col("active_days").cast("string"),
        lit("earlier days of activity"));
  }
}
