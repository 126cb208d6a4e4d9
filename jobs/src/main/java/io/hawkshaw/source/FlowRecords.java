package io.hawkshaw.source;

import io.hawkshaw.source.columnar.Derived;
import io.hawkshaw.source.columnar.NumberColumn;
import io.hawkshaw.source.columnar.Records;
import io.hawkshaw.source.columnar.Texts;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.util.CollationSupport;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Flows of Security Lake, read from batches of columns: what {@link Flows#traffic()} says in
 * Spark's columns, said once more in numbers. Reasons stand there.
 */
final class FlowRecords implements Records {
  private static final int PACKETS = 2;
  private static final int BYTES_IN = 3;
  private static final int BYTES_OUT = 4;

  private static final int INGRESS = 1;
  private static final int EGRESS = 2;

  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int HOURS = 24;
  private static final long MAX_WINDOW = Flows.MAX_WINDOW.toNanos() / 1_000;
  private static final Pattern PRIVATE = Pattern.compile(Flows.PRIVATE);

  private final Texts texts = new Texts();
  private final FlowColumns flow;
  private final Derived directions = new Derived(texts, FlowRecords::direction);
  private final Derived isPrivate =
      new Derived(texts, ip -> PRIVATE.matcher(ip.toString()).find() ? 1 : 0);
  private final FlowId id = new FlowId();

  /** Of the record that is read. */
  private int sourceIp;

  private int destinationIp;
  private boolean isFlow;
  private boolean isOut;

  /**
   * Flows of batches.
   *
   * @param schema of the batches: that of the source, and what is known of files
   */
  FlowRecords(StructType schema) {
    flow = new FlowColumns(schema, texts);
  }

  @Override
  public int keys() {
    return FlowKey.WIDTH;
  }

  @Override
  public int measures() {
    return BYTES_OUT + 1;
  }

  @Override
  public Object[] fields(int[] key) {
    return FlowKey.fields(key, texts);
  }

  @Override
  public boolean isWhole(int[] key) {
    return FlowKey.isWhole(key);
  }

  @Override
  public UTF8String id() {
    return id.text();
  }

  @Override
  public long bytes() {
    return texts.bytes();
  }

  @Override
  public void forget() {
    texts.forget();
    directions.forget();
    isPrivate.forget();
    flow.forgotten();
  }

  @Override
  public void open(ColumnarBatch batch) {
    flow.open(batch);
  }

  @Override
  public long read(int row, int[] key, long[] measures, UTF8String[] samples) {
    sourceIp = flow.from.ip(row);
    destinationIp = flow.to.ip(row);
    isFlow = sourceIp != Texts.NULL && destinationIp != Texts.NULL;
    readPlace(row, key);
    readSides(row, key);
    readMeasures(row, measures);
    return readId(row, key);
  }

  private void readPlace(int row, int[] key) {
    key[FlowKey.SOURCE] = flow.source.number(row);
    key[FlowKey.DAY] = (int) flow.day.value(row);
    key[FlowKey.ACCOUNT] = flow.account(row);
    key[FlowKey.REGION] = flow.region(row);
    key[FlowKey.VPC] = flow.vpc(row);
    key[FlowKey.INTERFACE] = flow.networkInterface(row);
    key[FlowKey.INSTANCE] = flow.instance(row);
    key[FlowKey.PROTOCOL] = (int) flow.protocol.valueOr(0, row);
    key[FlowKey.ACTION] = isFlow ? flow.action(row) : flow.logStatus(row);
  }

  /** Which side is local, and which the server. */
  private void readSides(int row, int[] key) {
    int word = flow.direction.number(row);
    int told = word == Texts.NULL ? 0 : directions.of(word);
    boolean isOneSidePrivate = isFlow && isPrivate.of(sourceIp) != isPrivate.of(destinationIp);
    boolean isFromOutside = isOneSidePrivate && isPrivate.of(sourceIp) == 0;
    isOut = told == EGRESS || (told == 0 && !isFromOutside);
    boolean isServer = isSourceTheServer(row) == isOut;
    key[FlowKey.IP] = isOut ? destinationIp : sourceIp;
    key[FlowKey.LOCAL_IP] = isOut ? sourceIp : destinationIp;
    readPorts(row, key, isServer);
    FlowKey.Facts facts =
        new FlowKey.Facts(
            isFlow,
            isServer,
            told != 0 || isOneSidePrivate || !isFlow,
            !flow.protocol.isNull(row),
            flow.isWhole.value(row) == 1);
    long hours = Math.floorDiv(flow.time(row), MICROS_PER_HOUR);
    key[FlowKey.HOUR] = facts.at(Math.floorMod(hours, HOURS));
  }

  private void readPorts(int row, int[] key, boolean isServer) {
    NumberColumn local = isOut ? flow.from.port : flow.to.port;
    NumberColumn remote = isOut ? flow.to.port : flow.from.port;
    boolean isEven =
        !local.isNull(row) && !remote.isNull(row) && local.value(row) == remote.value(row);
    key[FlowKey.LOCAL_PORT] = isFlow && (isServer || isEven) ? (int) local.valueOr(0, row) : 0;
    key[FlowKey.REMOTE_PORT] = isFlow && (!isServer || isEven) ? (int) remote.valueOr(0, row) : 0;
  }

  private boolean isSourceTheServer(int row) {
    long flags = flow.tcpFlags.valueOr(0, row);
    if ((flags & Flows.SYN_ACK) == Flows.SYN_ACK) {
      return true;
    }
    if ((flags & Flows.SYN) == Flows.SYN) {
      return false;
    }
    NumberColumn from = flow.from.port;
    NumberColumn to = flow.to.port;
    return !from.isNull(row) && !to.isNull(row) && from.value(row) < to.value(row);
  }

  private void readMeasures(int row, long[] measures) {
    long bytes = flow.bytes.valueOr(0, row);
    measures[0] = flow.time(row);
    measures[1] = end(row, measures[0]);
    measures[PACKETS] = flow.packets.valueOr(0, row);
    measures[BYTES_IN] = isOut ? 0 : bytes;
    measures[BYTES_OUT] = isOut ? bytes : 0;
  }

  private long end(int row, long start) {
    if (!flow.hasEnd(row)) {
      return start;
    }
    long end = flow.end(row);
    return end >= start && end <= start + MAX_WINDOW ? end : start;
  }

  private long readId(int row, int[] key) {
    id.start();
    id.add(texts.text(key[FlowKey.INTERFACE]));
    id.add(texts.text(sourceIp));
    id.add(texts.text(destinationIp));
    id.add(flow.from.via.text(row));
    id.add(flow.to.via.text(row));
    addToId(flow.from.port, row);
    addToId(flow.to.port, row);
    addToId(flow.protocol, row);
    id.add(flow.packets.valueOr(0, row));
    id.add(flow.bytes.valueOr(0, row));
    id.add(flow.time(row));
    if (flow.hasEnd(row)) {
      id.add(flow.end(row));
    }
    id.add(texts.text(flow.action(row)));
    id.add(texts.text(flow.logStatus(row)));
    return id.hash();
  }

  private void addToId(NumberColumn number, int row) {
    if (!number.isNull(row)) {
      id.add((int) number.value(row));
    }
  }

  private static int direction(UTF8String told) {
    String word = CollationSupport.Lower.execBinaryICU(told).toString();
    if (Flows.IN.contains(word)) {
      return INGRESS;
    }
    return Flows.OUT.contains(word) ? EGRESS : 0;
  }
}
