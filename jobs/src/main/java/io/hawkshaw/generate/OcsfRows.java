package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Turns events into rows, and refuses what the schema does not know. */
final class OcsfRows {
  private OcsfRows() {}

  static Row row(JsonNode event, StructType schema) {
    List<String> columns = List.of(schema.fieldNames());
    event
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!columns.contains(name)) {
                throw new IllegalArgumentException(
                    "The schema has no column " + name + ", only " + columns);
              }
            });
    List<Object> values = new ArrayList<>();
    for (StructField field : schema.fields()) {
      values.add(value(event.path(field.name()), field));
    }
    return RowFactory.create(values.toArray());
  }

  /** A required struct that the event lacks is there all the same, with nothing in it. */
  private static Object value(JsonNode node, StructField field) {
    if (!node.isMissingNode() && !node.isNull()) {
      return value(node, field.dataType());
    }
    if (field.nullable()) {
      return null;
    }
    if (field.dataType() instanceof StructType struct) {
      return row(Json.object(), struct);
    }
    throw new IllegalArgumentException("The event lacks the required column " + field.name());
  }

  private static Object value(JsonNode node, DataType type) {
    if (type instanceof StructType struct) {
      return row(node, struct);
    }
    if (type instanceof ArrayType array) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element, array.elementType())));
      return elements;
    }
    if (type instanceof MapType) {
      Map<String, String> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().textValue()));
      return Collections.unmodifiableMap(map);
    }
    return scalar(node, type);
  }

  private static Object scalar(JsonNode node, DataType type) {
    if (type instanceof StringType) {
      return node.textValue();
    }
    if (type instanceof IntegerType) {
      return node.intValue();
    }
    if (type instanceof LongType) {
      return node.longValue();
    }
    if (type instanceof BooleanType) {
      return node.booleanValue();
    }
    if (type instanceof TimestampType) {
      return Instant.parse(node.textValue());
    }
    return node.decimalValue();
  }
}
