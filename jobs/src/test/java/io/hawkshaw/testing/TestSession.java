package io.hawkshaw.testing;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.run.Sessions;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.groups.Tuple;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The one Spark session that all tests share: opened as the product opens it, but without code
 * generation, which costs more than it brings on tables of a few rows.
 */
public final class TestSession {
  private static final Map<String, String> CONF =
      Map.of(
          "spark.master", "local[2]",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.sql.shuffle.partitions", "1",
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.databricks.delta.snapshotPartitions", "1",
          "spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString());

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The session. It lives until the tests end. */
  public static final SparkSession SPARK = open();

  private TestSession() {}

  /** A Spark configuration takes its values from the system's properties; others need not. */
  private static SparkSession open() {
    CONF.forEach(System::setProperty);
    try {
      SparkSession spark = Sessions.open();
      spark.sparkContext().setLogLevel("ERROR");
      return spark;
    } finally {
      CONF.keySet().forEach(System::clearProperty);
    }
  }

  /** A table of rows that are written as JSON objects; what an object lacks is null. */
  public static Dataset<Row> rows(StructType schema, String... json) {
    for (String row : json) {
      refuseUnknown(schema, parse(row));
    }
    return SPARK
        .createDataset(List.of(json), Encoders.STRING())
        .select(from_json(col("value"), schema, Map.of("mode", "FAILFAST")).as("row"))
        .select("row.*");
  }

  /** A table of rows that are written as JSON objects. */
  public static Dataset<Row> rows(String ddl, String... json) {
    return rows(StructType.fromDDL(ddl), json);
  }

  /**
   * Some columns of all rows, in plain values: times and days as ISO text, arrays as lists, structs
   * as lists of their values.
   */
  public static List<Tuple> tuples(Dataset<Row> rows, String... columns) {
    return rows
        .select(Arrays.stream(columns).map(name -> col(name)).toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(row -> new Tuple(values(row).toArray()))
        .toList();
  }

  private static List<Object> values(Row row) {
    return CollectionConverters.asJava(row.toSeq()).stream().map(TestSession::plain).toList();
  }

  private static Object plain(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof java.sql.Date day) {
      return day.toString();
    }
    if (value instanceof scala.collection.Seq<?> many) {
      return CollectionConverters.asJava(many).stream().map(TestSession::plain).toList();
    }
    return value instanceof Row row ? values(row) : value;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON: " + json, e);
    }
  }

  /** Spark reads over a misspelt key in silence, and the test would test nothing. */
  private static void refuseUnknown(DataType type, JsonNode json) {
    if (type instanceof ArrayType array) {
      json.forEach(element -> refuseUnknown(array.elementType(), element));
    } else if (type instanceof StructType struct) {
      Set<String> unknown = new HashSet<>();
      json.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(Arrays.stream(struct.fieldNames()).collect(toSet()));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("No such columns: " + unknown);
      }
      for (StructField field : struct.fields()) {
        if (json.hasNonNull(field.name())) {
          refuseUnknown(field.dataType(), json.get(field.name()));
        }
      }
    }
  }
}
