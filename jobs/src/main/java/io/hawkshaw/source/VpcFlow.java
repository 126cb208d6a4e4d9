package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import io.hawkshaw.run.Settings;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * VPC flow logs as text: the first line names the fields, in whatever order the flow log was set up
 * with; a file without that line has the fields of version 2.
 *
 * <p>https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
final class VpcFlow implements RawFormat {
  private static final long serialVersionUID = 1L;

  private static final List<String> VERSION_2 =
      List.of(
          "version",
          "account-id",
          "interface-id",
          "srcaddr",
          "dstaddr",
          "srcport",
          "dstport",
          "protocol",
          "packets",
          "bytes",
          "start",
          "end",
          "action",
          "log-status");

  /** A field of a line that was not logged. */
  private static final String NONE = "-";

  @Override
  public StructType words() {
    return Flows.FLOW;
  }

  @Override
  public Column id() {
    return Flows.id();
  }

  @Override
  public Column toRecord() {
    return Flows.traffic();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, Settings.Reading limits) {
    return new Records(new TextLines(unpacked, limits.maxRecordBytes()), file);
  }

  private static final class Records extends AbstractIterator<Outcome> {
    private final TextLines lines;
    private final InputFile file;
    private Map<String, Integer> columns = columns(VERSION_2);
    private long position;

    Records(TextLines lines, InputFile file) {
      this.lines = lines;
      this.file = file;
    }

    @Override
    protected Outcome computeNext() {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (lines.isCut()) {
          return refused(line, "longer than reading.max-record-bytes");
        }
        String[] fields = line.trim().split(" +", -1);
        if (isHeader(fields)) {
          columns = columns(Arrays.asList(fields));
        } else if (!line.isBlank()) {
          return parse(line, fields);
        }
      }
      return endOfData();
    }

    private static boolean isHeader(String[] fields) {
      List<String> names = Arrays.asList(fields);
      return names.contains("srcaddr") || names.contains("interface-id");
    }

    private static Map<String, Integer> columns(List<String> names) {
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), i);
      }
      return columns;
    }

    private Outcome parse(String line, String[] fields) {
      if (fields.length != columns.size()) {
        return refused(
            line, "%d fields, but the header names %d".formatted(fields.length, columns.size()));
      }
      Line values = new Line(columns, fields);
      try {
        Instant start = Instant.ofEpochSecond(values.number("start", Long.MIN_VALUE));
        String account = values.text("account-id");
        if (account == null || account.equals("unknown")) {
          account = file.account();
        }
        String region = values.text("region") == null ? file.region() : values.text("region");
        return new Outcome.Parsed(
            position++,
            null,
            start,
            account,
            region,
            values.row(start, account, region),
            () -> line);
      } catch (NumberFormatException e) {
        return refused(line, "not a number: " + e.getMessage());
      } catch (DateTimeException e) {
        return refused(line, "no start time");
      }
    }

    private Outcome refused(String line, String reason) {
      String raw = line.substring(0, Math.min(line.length(), Scan.RAW_BYTES));
      return new Outcome.Refused(position++, reason, raw);
    }
  }

  /** A line by the names of its fields. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one line.
  private record Line(Map<String, Integer> columns, String[] fields) {
    String text(String name) {
      Integer column = columns.get(name);
      return column == null || fields[column].equals(NONE) ? null : fields[column];
    }

    long number(String name, long otherwise) {
      String text = text(name);
      return text == null ? otherwise : Long.parseLong(text);
    }

    Integer port(String name) {
      String text = text(name);
      return text == null ? null : Integer.valueOf(text);
    }

    /** The address at the interface where the packet has another. */
    private String differing(String name, String ofPacket) {
      String address = text(name);
      return ofPacket == null || ofPacket.equals(address) ? null : address;
    }

    Row row(Instant start, String account, String region) {
      String packetSource = text("pkt-srcaddr");
      String packetDestination = text("pkt-dstaddr");
      return RowFactory.create(
          Timestamp.from(start),
          Timestamp.from(Instant.ofEpochSecond(number("end", start.getEpochSecond()))),
          account,
          region,
          text("vpc-id"),
          text("interface-id"),
          text("instance-id"),
          text("flow-direction"),
          packetSource == null ? text("srcaddr") : packetSource,
          packetDestination == null ? text("dstaddr") : packetDestination,
          port("srcport"),
          port("dstport"),
          port("protocol"),
          port("tcp-flags"),
          text("action"),
          text("log-status"),
          number("packets", 0),
          number("bytes", 0),
          differing("srcaddr", packetSource),
          differing("dstaddr", packetDestination));
    }
  }
}
