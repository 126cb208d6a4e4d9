package io.hawkshaw.testing;

import com.google.common.net.InetAddresses;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small databases in MaxMind's format ({@code maxmind.github.io/MaxMind-DB}, version 2.0):
 * an IPv6 tree with records of 32 bits, in which IPv4 stands at {@code ::/96}.
 */
public final class MmdbWriter {
  private static final int UTF8 = 2;
  private static final int DOUBLE = 3;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int MAP = 7;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;
  private static final byte[] MARKER = {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF};

  /** The separator of sixteen zero bytes counts into the offsets of the data. */
  private static final int SEPARATOR = 16;

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final List<Long[]> nodes = new ArrayList<>();
  private final String type;

  /** A database of a type such as {@code GeoLite2-City}. */
  public MmdbWriter(String type) {
    this.type = type;
    nodes.add(new Long[2]);
  }

  /**
   * Says what is known of a block such as {@code 192.0.2.0/24}: texts, numbers and maps of them.
   */
  public MmdbWriter put(String cidr, Map<String, ?> value) {
    String[] parts = cidr.split("/", 2);
    byte[] address = InetAddresses.forString(parts[0]).getAddress();
    byte[] bits = new byte[16];
    System.arraycopy(address, 0, bits, 16 - address.length, address.length);
    int length = Integer.parseInt(parts[1]) + 8 * (16 - address.length);
    long offset = data.size();
    write(value, data);
    int node = 0;
    for (int bit = 0; bit < length - 1; bit++) {
      int side = side(bits, bit);
      Long next = nodes.get(node)[side];
      if (next == null) {
        nodes.add(new Long[2]);
        next = (long) nodes.size() - 1;
        nodes.get(node)[side] = next;
      } else if (next < 0) {
        throw new IllegalArgumentException(cidr + " lies within a block that is there already");
      }
      node = Math.toIntExact(next);
    }
    nodes.get(node)[side(bits, length - 1)] = -1 - offset;
    return this;
  }

  private static int side(byte[] bits, int bit) {
    return bits[bit / 8] >> (7 - bit % 8) & 1;
  }

  /** The file. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Long[] node : nodes) {
      for (Long record : node) {
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) record(record)).array());
      }
    }
    out.writeBytes(new byte[SEPARATOR]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(MARKER);
    out.writeBytes("MaxMind.com".getBytes(StandardCharsets.UTF_8));
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", BigInteger.ZERO);
    metadata.put("database_type", type);
    metadata.put("description", Map.of("en", "Made-up places of addresses for documentation"));
    metadata.put("ip_version", (short) 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", nodes.size());
    metadata.put("record_size", (short) 32);
    write(metadata, out);
    return out.toByteArray();
  }

  private long record(Long record) {
    if (record == null) {
      return nodes.size();
    }
    return record >= 0 ? record : nodes.size() + SEPARATOR + (-1 - record);
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value instanceof Map<?, ?> map) {
      control(MAP, map.size(), out);
      new TreeMap<Object, Object>(map)
          .forEach(
              (key, inner) -> {
                write(key, out);
                write(inner, out);
              });
    } else if (value instanceof List<?> list) {
      control(ARRAY, list.size(), out);
      list.forEach(inner -> write(inner, out));
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      control(UTF8, bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof Double number) {
      control(DOUBLE, Double.BYTES, out);
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof Short number) {
      unsigned(UINT16, number, out);
    } else if (value instanceof Integer number) {
      unsigned(UINT32, number, out);
    } else if (value instanceof BigInteger number) {
      unsigned(UINT64, number.longValueExact(), out);
    } else {
      throw new IllegalArgumentException("No value of a database: " + value);
    }
  }

  private static void unsigned(int type, long number, ByteArrayOutputStream out) {
    int size = (64 - Long.numberOfLeadingZeros(number) + 7) / 8;
    control(type, size, out);
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      out.write((int) (number >> shift));
    }
  }

  private static void control(int type, int size, ByteArrayOutputStream out) {
    int shown = size < 29 ? size : 29;
    if (size >= 29 + 256) {
      throw new IllegalArgumentException("Too long for this writer: " + size);
    }
    out.write(type <= 7 ? type << 5 | shown : shown);
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }
}
