package io.hawkshaw.source;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.AbstractIterator;
import io.hawkshaw.run.ReadingSettings;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * VPC flow logs as text: the first line names the fields, in whatever order the flow log was set up
 * with; a file without that line has the fields of version 2. Fields that the night does not know
 * are read over.
 *
 * <p>https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
final class VpcFlow implements RawFormat {
  private static final long serialVersionUID = 1L;

  private static final List<String> VERSION_2 =
      fields(
          "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
              + " start end action log-status");

  private static final List<String> VERSIONS_3_TO_5 =
      fields(
          "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id"
              + " sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service"
              + " flow-direction traffic-path");

  private static final List<String> VERSIONS_7_TO_10 =
      fields(
          "ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id"
              + " ecs-container-id ecs-second-container-id ecs-service-name"
              + " ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id"
              + " encryption-status");

  private static final List<String> VERSION_11 =
      fields(
          "instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2"
              + " interface-type next-hop-interface-id next-hop-subnet-id next-hop-az-id"
              + " next-hop-vpc-id next-hop-interface-type");

  private static final Set<String> KNOWN =
      Stream.of(VERSION_2, VERSIONS_3_TO_5, VERSIONS_7_TO_10, VERSION_11)
          .flatMap(List::stream)
          .collect(toUnmodifiableSet());

  /** Name of a field. A line of values holds numbers, or hyphens in their place. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** 9999-12-31T23:59:59Z, the last second of four digits of year. */
  static final long LAST_SECOND = 253_402_300_799L;

  /** The account of an interface that AWS made. */
  static final String UNKNOWN = "unknown";

  /** A field of a line that was not logged. */
  static final String NONE = "-";

  private static List<String> fields(String names) {
    return List.of(names.split(" "));
  }

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
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    return new Records(new TextLines(unpacked, limits.maxRecordBytes()), file);
  }

  private static final class Records extends AbstractIterator<Outcome> {
    private final TextLines lines;
    private final InputFile file;
    private Map<String, Integer> columns = columns(VERSION_2);
    private int width = VERSION_2.size();
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
          width = fields.length;
        } else if (!line.isBlank()) {
          return outcome(line, fields);
        }
      }
      return endOfData();
    }

    private static boolean isHeader(String[] fields) {
      return Arrays.stream(fields).allMatch(field -> NAME.matcher(field).matches())
          && Arrays.stream(fields).anyMatch(KNOWN::contains);
    }

    private static Map<String, Integer> columns(List<String> names) {
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), i);
      }
      return columns;
    }

    private Outcome outcome(String line, String[] fields) {
      if (fields.length != width) {
        return refused(line, "%d fields, but the header names %d".formatted(fields.length, width));
      }
      try {
        return parse(line, new Line(columns, fields));
      } catch (NumberFormatException e) {
        return refused(line, "not a number: " + e.getMessage());
      } catch (IllegalArgumentException e) {
        return refused(line, e.getMessage());
      }
    }

    private Outcome parse(String line, Line values) {
      Instant start = values.time("start");
      if (start == null) {
        return refused(line, "no start time");
      }
      String account = values.text("account-id");
      if (account == null || account.equals(UNKNOWN)) {
        account = file.account();
      }
      String region = values.text("region") == null ? file.region() : values.text("region");
      Row row = values.row(start, account, region);
      return new Outcome.Parsed(
          position++, null, start, account, region, row, () -> beginning(line));
    }

    private Outcome refused(String line, String reason) {
      return new Outcome.Refused(position++, reason, beginning(line));
    }

    private static String beginning(String line) {
      return line.substring(0, Math.min(line.length(), Scan.RAW_BYTES));
    }
  }

  /** A line by the names of its fields. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one line.
  private record Line(Map<String, Integer> columns, String[] fields) {
    String text(String name) {
      Integer column = columns.get(name);
      return column == null || fields[column].equals(NONE) ? null : fields[column];
    }

    String first(String name, String otherwise) {
      String text = text(name);
      return text == null ? text(otherwise) : text;
    }

    /** Seconds since 1970; null where none are told. */
    Instant time(String name) {
      String text = text(name);
      if (text == null) {
        return null;
      }
      long seconds = Long.parseLong(text);
      if (seconds < 0 || seconds > LAST_SECOND) {
        throw new IllegalArgumentException(name + " is out of range: " + text);
      }
      return Instant.ofEpochSecond(seconds);
    }

    private long count(String name) {
      String text = text(name);
      long count = text == null ? 0 : Long.parseLong(text);
      if (count < 0 || count > Flows.MAX_COUNT) {
        throw new IllegalArgumentException(name + " is out of range: " + text);
      }
      return count;
    }

    Integer port(String name) {
      String text = text(name);
      return text == null ? null : Integer.valueOf(text);
    }

    /** The name of the cluster is the last part of its ARN. */
    private String cluster() {
      String told = first("ecs-cluster-name", "ecs-cluster-arn");
      return told == null ? null : told.substring(told.lastIndexOf('/') + 1);
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
          time("end") == null ? null : Timestamp.from(time("end")),
          account,
          region,
          text("vpc-id"),
          first("interface-id", "resource-id"),
          text("instance-id"),
          text("flow-direction"),
          first("pkt-srcaddr", "srcaddr"),
          first("pkt-dstaddr", "dstaddr"),
          port("srcport"),
          port("dstport"),
          port("protocol"),
          port("tcp-flags"),
          text("action"),
          text("log-status"),
          count("packets"),
          count("bytes"),
          differing("srcaddr", packetSource),
          differing("dstaddr", packetDestination),
          cluster(),
          text("ecs-service-name"),
          first("ecs-task-arn", "ecs-task-id"));
    }
  }
}
