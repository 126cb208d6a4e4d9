package io.hawkshaw.source;

import static io.hawkshaw.rollup.Smallest.smallest;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.rollup.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a rollup keeps of the records that are alike in all keys, besides their number: the first
 * and the last time, sums, and a few texts. All of it may be taken of parts and then of the parts'
 * results, and takes no harm from copies but for the sums.
 *
 * @param endTime field of the record that ends it; its {@code time} where it has no duration
 * @param sums fields of the record that are added up
 * @param texts fields of the record of which a few values are kept
 */
record Measures(String endTime, List<String> sums, List<Texts> texts) {

  /**
   * The smallest distinct values of a field.
   *
   * @param name name of the measure
   * @param field field of the record
   * @param limit how many are kept
   */
  record Texts(String name, String field, int limit) {}

  /** The fields of a record that are its keys: all that are not measured. */
  List<String> keys(StructType record) {
    List<String> measured = new ArrayList<>(List.of("time", endTime));
    measured.addAll(sums);
    texts.forEach(text -> measured.add(text.field()));
    return Arrays.stream(record.fieldNames()).filter(name -> !measured.contains(name)).toList();
  }

  /** Names of the measures, in the order of the other methods. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("records", "first_time", "last_time"));
    names.addAll(sums);
    texts.forEach(text -> names.add(text.name()));
    return names;
  }

  /** How many values are kept of each text. */
  int[] limits() {
    return texts.stream().mapToInt(Texts::limit).toArray();
  }

  /** What is counted of any records: how many there are, and how many with all copies. */
  List<String> counts() {
    return List.of("records", "copies");
  }

  /**
   * Schema of the rows in which groups are told, as {@link Group} has them.
   *
   * @param counts what is counted besides
   * @param others what stands behind the columns of a group
   */
  StructType group(StructType key, List<String> counts, StructType others) {
    StructType schema =
        new StructType()
            .add("key", key)
            .add("first_time", DataTypes.TimestampType)
            .add("last_time", DataTypes.TimestampType);
    for (List<String> added : List.of(counts(), counts, sums)) {
      for (String name : added) {
        schema = schema.add(name, DataTypes.LongType);
      }
    }
    for (Texts text : texts) {
      schema = schema.add(text.name(), DataTypes.createArrayType(DataTypes.StringType));
    }
    return schema.merge(others, true);
  }

  /** The measures of a single record. */
  List<Column> ofOne() {
    List<Column> columns = new ArrayList<>();
    columns.add(when(col("record").isNotNull(), 1L).otherwise(0L).as("records"));
    columns.add(col("record.time").as("first_time"));
    columns.add(col("record." + endTime).as("last_time"));
    sums.forEach(name -> columns.add(col("record." + name).as(name)));
    texts.forEach(
        text -> columns.add(array_compact(array(col("record." + text.field()))).as(text.name())));
    return columns;
  }

  /** The measures of several groups taken together. */
  List<Column> ofAll() {
    List<Column> columns = new ArrayList<>();
    columns.add(sum("records").as("records"));
    columns.add(min("first_time").as("first_time"));
    columns.add(max("last_time").as("last_time"));
    sums.forEach(name -> columns.add(sum(name).as(name)));
    texts.forEach(text -> columns.add(smallest(text.limit(), col(text.name())).as(text.name())));
    return columns;
  }
}
