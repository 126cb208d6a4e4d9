package io.hawkshaw.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Rows of Parquet files as JSON, by the file's own schema, whatever it is: for records of writers
 * whose types nobody can foresee. Timestamps become ISO text, lists of two and three levels and
 * maps what they mean.
 *
 * <p>https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
final class ParquetJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The Julian day of 1970-01-01, from which INT96 counts. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private ParquetJson() {}

  /** A row, or a group within it. */
  static ObjectNode object(Group group) {
    ObjectNode object = JSON.objectNode();
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      JsonNode value = value(group, field);
      if (value != null) {
        object.set(type.getFieldName(field), value);
      }
    }
    return object;
  }

  /** What stands in a field; null if nothing does. */
  private static JsonNode value(Group group, int field) {
    int count = group.getFieldRepetitionCount(field);
    if (group.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
      ArrayNode array = JSON.arrayNode(count);
      for (int i = 0; i < count; i++) {
        array.add(single(group, field, i));
      }
      return count == 0 ? null : array;
    }
    return count == 0 ? null : single(group, field, 0);
  }

  private static JsonNode single(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return primitive(type.asPrimitiveType(), group, field, index);
    }
    Group inner = group.getGroup(field, index);
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    boolean isWrapped = inner.getType().getFieldCount() == 1;
    if (meaning instanceof ListLogicalTypeAnnotation && isWrapped) {
      return list(inner);
    }
    if (meaning instanceof MapLogicalTypeAnnotation && isWrapped) {
      return map(inner);
    }
    return object(inner);
  }

  /**
   * A list: of three levels, where the repeated group holds one element, or of two, where it is the
   * element. Avro's writers call such a group {@code array}, Thrift's {@code …_tuple}.
   */
  private static ArrayNode list(Group list) {
    Type repeated = list.getType().getType(0);
    ArrayNode array = JSON.arrayNode();
    boolean isElement =
        repeated.isPrimitive()
            || repeated.asGroupType().getFieldCount() != 1
            || repeated.getName().equals("array")
            || repeated.getName().endsWith("_tuple");
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      JsonNode element = isElement ? single(list, 0, i) : value(list.getGroup(0, i), 0);
      array.add(element == null ? JSON.nullNode() : element);
    }
    return array;
  }

  private static ObjectNode map(Group map) {
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      if (map.getType().getType(0).isPrimitive()) {
        return object;
      }
      Group entry = map.getGroup(0, i);
      JsonNode key = value(entry, 0);
      JsonNode value = entry.getType().getFieldCount() < 2 ? null : value(entry, 1);
      if (key != null) {
        object.set(key.asText(), value);
      }
    }
    return object;
  }

  private static JsonNode primitive(PrimitiveType type, Group group, int field, int index) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> JSON.booleanNode(group.getBoolean(field, index));
      case FLOAT -> JSON.numberNode(group.getFloat(field, index));
      case DOUBLE -> JSON.numberNode(group.getDouble(field, index));
      case INT32 -> whole(group.getInteger(field, index), meaning);
      case INT64 -> whole(group.getLong(field, index), meaning);
      case INT96 -> JSON.textNode(time(group.getInt96(field, index).toByteBuffer()).toString());
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          meaning instanceof DecimalLogicalTypeAnnotation decimal
              ? JSON.numberNode(
                  new BigDecimal(
                      new BigInteger(group.getBinary(field, index).getBytes()), decimal.getScale()))
              : JSON.textNode(group.getBinary(field, index).toStringUsingUTF8());
    };
  }

  private static JsonNode whole(long number, LogicalTypeAnnotation meaning) {
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      ChronoUnit unit =
          switch (timestamp.getUnit()) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
          };
      return JSON.textNode(Instant.EPOCH.plus(number, unit).toString());
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return JSON.textNode(LocalDate.ofEpochDay(number).toString());
    }
    return meaning instanceof DecimalLogicalTypeAnnotation decimal
        ? JSON.numberNode(BigDecimal.valueOf(number, decimal.getScale()))
        : JSON.numberNode(number);
  }

  /** Nanoseconds of the day, then the Julian day. */
  private static Instant time(ByteBuffer bytes) {
    ByteBuffer ordered = bytes.order(ByteOrder.LITTLE_ENDIAN);
    long nanos = ordered.getLong();
    long day = ordered.getInt() - EPOCH_JULIAN_DAY;
    return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanos);
  }
}
