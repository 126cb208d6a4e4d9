package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Writes OCSF events straight into Parquet, in the columns of a table. Spark's own writer does the
 * same for the small sample by way of rows, which at scale is most of the work.
 */
final class OcsfWriteSupport extends WriteSupport<ObjectNode> {
  private final MessageType schema;
  private final Group root;
  private RecordConsumer consumer;
  private String lastTime = Instant.EPOCH.toString();
  private long lastMillis;

  OcsfWriteSupport(MessageType schema) {
    this.schema = schema;
    this.root = new Group(schema);
  }

  @Override
  @SuppressWarnings("deprecation") // Parquet still asks every writer for this form.
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(ObjectNode event) {
    consumer.startMessage();
    root.fields(event);
    consumer.endMessage();
  }

  private Value value(Type type) {
    if (type.isPrimitive()) {
      return scalar(type.asPrimitiveType());
    }
    GroupType group = type.asGroupType();
    LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
    if (LogicalTypeAnnotation.listType().equals(meaning)) {
      return new Elements(group.getType(0));
    }
    return LogicalTypeAnnotation.mapType().equals(meaning)
        ? new Entries(group.getType(0).asGroupType())
        : new Group(group);
  }

  private Value scalar(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> node -> consumer.addInteger(node.intValue());
      case INT64 ->
          meaning instanceof TimestampLogicalTypeAnnotation
              ? node -> consumer.addLong(millis(node.textValue()))
              : node -> consumer.addLong(node.longValue());
      case BOOLEAN -> node -> consumer.addBoolean(node.booleanValue());
      case FLOAT -> node -> consumer.addFloat(node.floatValue());
      case BINARY -> node -> consumer.addBinary(Binary.fromString(node.textValue()));
      case FIXED_LEN_BYTE_ARRAY -> decimal(type, (DecimalLogicalTypeAnnotation) meaning);
      default -> throw new IllegalArgumentException("No value of an event is a " + type);
    };
  }

  /** Most times are those of the record before, and to parse them is a tenth of all work. */
  private long millis(String time) {
    if (!time.equals(lastTime)) {
      lastTime = time;
      lastMillis = Instant.parse(time).toEpochMilli();
    }
    return lastMillis;
  }

  /** A decimal is the unscaled number, its sign drawn out to the length of the column. */
  private Value decimal(PrimitiveType type, DecimalLogicalTypeAnnotation meaning) {
    return node -> {
      long unscaled =
          node.decimalValue().movePointRight(meaning.getScale()).toBigInteger().longValueExact();
      byte[] bytes = new byte[type.getTypeLength()];
      for (int place = bytes.length - 1; place >= 0; place--) {
        bytes[place] = (byte) unscaled;
        unscaled >>= Byte.SIZE;
      }
      consumer.addBinary(Binary.fromConstantByteArray(bytes));
    };
  }

  /** Writes one value that is there. */
  private interface Value {
    void write(JsonNode node);
  }

  private record Field(String name, int index, boolean isRequired, Value value) {}

  private Field field(Type type, int index) {
    return new Field(type.getName(), index, type.isRepetition(Repetition.REQUIRED), value(type));
  }

  /** A struct. One that is required is there even if the event lacks it, with nothing in it. */
  private final class Group implements Value {
    private final Field[] fields;

    Group(GroupType type) {
      fields = new Field[type.getFieldCount()];
      for (int index = 0; index < fields.length; index++) {
        fields[index] = field(type.getType(index), index);
      }
    }

    @Override
    public void write(JsonNode node) {
      consumer.startGroup();
      fields(node);
      consumer.endGroup();
    }

    void fields(JsonNode node) {
      for (Field field : fields) {
        JsonNode value = node.path(field.name());
        boolean isThere = !value.isMissingNode() && !value.isNull();
        if (isThere || field.isRequired()) {
          if (!isThere && !(field.value() instanceof Group)) {
            throw new IllegalArgumentException("The event lacks the required " + field.name());
          }
          consumer.startField(field.name(), field.index());
          field.value().write(isThere ? value : MissingNode.getInstance());
          consumer.endField(field.name(), field.index());
        }
      }
    }
  }

  /** A list in the two-level form of AWS's writer: the repeated field is the element. */
  private final class Elements implements Value {
    private final Field element;

    Elements(Type repeated) {
      element = field(repeated, 0);
    }

    @Override
    public void write(JsonNode list) {
      consumer.startGroup();
      if (!list.isEmpty()) {
        consumer.startField(element.name(), 0);
        list.forEach(element.value()::write);
        consumer.endField(element.name(), 0);
      }
      consumer.endGroup();
    }
  }

  private final class Entries implements Value {
    private final String entry;
    private final List<String> names;

    Entries(GroupType repeated) {
      entry = repeated.getName();
      names = List.of(repeated.getFieldName(0), repeated.getFieldName(1));
    }

    @Override
    public void write(JsonNode map) {
      consumer.startGroup();
      if (!map.isEmpty()) {
        consumer.startField(entry, 0);
        map.properties().forEach(property -> write(property.getKey(), property.getValue()));
        consumer.endField(entry, 0);
      }
      consumer.endGroup();
    }

    private void write(String key, JsonNode value) {
      consumer.startGroup();
      text(0, key);
      text(1, value.textValue());
      consumer.endGroup();
    }

    private void text(int index, String text) {
      consumer.startField(names.get(index), index);
      consumer.addBinary(Binary.fromString(text));
      consumer.endField(names.get(index), index);
    }
  }
}
