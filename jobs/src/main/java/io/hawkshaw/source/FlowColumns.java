package io.hawkshaw.source;

import io.hawkshaw.source.columnar.Columns;
import io.hawkshaw.source.columnar.Derived;
import io.hawkshaw.source.columnar.FirstTextColumn;
import io.hawkshaw.source.columnar.NumberColumn;
import io.hawkshaw.source.columnar.TextColumn;
import io.hawkshaw.source.columnar.Texts;
import org.apache.spark.sql.catalyst.util.CollationSupport;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What {@link OcsfVpcFlow#columns()} says in Spark's columns, said once more in numbers: the words
 * of a flow log, row by row of a batch. Reasons stand there.
 */
final class FlowColumns {
  private static final int ACCEPTED = 1;
  private static final int REFUSED = 2;

  private final Texts texts;
  private final Columns columns;
  private final TextColumn fileAccount;
  private final TextColumn account;
  private final TextColumn accountUid;
  private final TextColumn region;
  private final TextColumn fileRegion;
  private final NumberColumn millis;
  private final NumberColumn endTime;
  private final NumberColumn endMillis;
  private final NumberColumn activity;
  private final TextColumn action;
  private final TextColumn disposition;
  private final TextColumn status;

  final TextColumn source;
  final NumberColumn day;
  final NumberColumn isWhole;
  final Endpoint from;
  final Endpoint to;
  final NumberColumn protocol;
  final NumberColumn tcpFlags;
  final TextColumn direction;
  final NumberColumn packets;
  final NumberColumn bytes;

  private final Derived verdicts;
  private final Derived upper;
  private int hyphen;
  private int noData;
  private int accept;
  private int reject;

  /** A side of a flow. */
  final class Endpoint {
    private final TextColumn ip;
    private final TextColumn vpc;
    private final TextColumn networkInterface;
    private final TextColumn instance;
    final NumberColumn port;
    final FirstTextColumn via;

    private Endpoint(String name) {
      ip = columns.text(name + ".ip");
      vpc = columns.text(name + ".vpc_uid");
      networkInterface = columns.text(name + ".interface_uid");
      instance = columns.text(name + ".instance_uid");
      port = columns.number(name + ".port");
      via = columns.firstText(name + ".intermediate_ips");
    }

    int ip(int row) {
      return logged(ip.number(row));
    }
  }

  /**
   * Flows of batches.
   *
   * @param schema of the batches: that of the source, and what is known of files
   * @param texts where their texts are numbered
   */
  FlowColumns(StructType schema, Texts texts) {
    this.texts = texts;
    columns = new Columns(schema, texts);
    source = columns.text("source");
    day = columns.number("record_day");
    isWhole = columns.number("is_whole");
    fileAccount = columns.text("file_account");
    account = columns.text("cloud.account.uid");
    accountUid = columns.text("cloud.account_uid");
    region = columns.text("cloud.region");
    fileRegion = columns.text("file_region");
    millis = columns.number("time");
    endTime = columns.number("end_time_dt");
    endMillis = columns.number("end_time");
    from = new Endpoint("src_endpoint");
    to = new Endpoint("dst_endpoint");
    protocol = columns.number("connection_info.protocol_num");
    tcpFlags = columns.number("connection_info.tcp_flags");
    direction = columns.text("connection_info.direction");
    packets = columns.number("traffic.packets");
    bytes = columns.number("traffic.bytes");
    activity = columns.number("activity_id");
    action = columns.text("action");
    disposition = columns.text("disposition");
    status = columns.text("status_code");
    verdicts = new Derived(texts, FlowColumns::verdict);
    upper = new Derived(texts, text -> texts.number(upper(text)));
    forgotten();
  }

  /** The texts have been forgotten. */
  void forgotten() {
    verdicts.forget();
    upper.forget();
    hyphen = texts.number("-");
    noData = texts.number("NODATA");
    accept = texts.number("ACCEPT");
    reject = texts.number("REJECT");
  }

  void open(ColumnarBatch batch) {
    columns.open(batch);
  }

  /** Start of the window, in microseconds; plain files have no record without. */
  long time(int row) {
    return OcsfTime.micros(millis.value(row));
  }

  boolean hasEnd(int row) {
    return !endTime.isNull(row) || !endMillis.isNull(row);
  }

  /** End of the window, in microseconds, as it was told. */
  long end(int row) {
    return endTime.isNull(row) ? OcsfTime.micros(endMillis.value(row)) : endTime.value(row);
  }

  int account(int row) {
    return first(first(fileAccount.number(row), account.number(row)), accountUid.number(row));
  }

  int region(int row) {
    return first(region.number(row), fileRegion.number(row));
  }

  int vpc(int row) {
    return logged(from.vpc, to.vpc, row);
  }

  int networkInterface(int row) {
    return logged(from.networkInterface, to.networkInterface, row);
  }

  int instance(int row) {
    return logged(from.instance, to.instance, row);
  }

  int action(int row) {
    int told = first(action.number(row), disposition.number(row));
    int verdict = told == Texts.NULL ? 0 : verdicts.of(told);
    long number = activity.valueOr(0, row);
    if (verdict == ACCEPTED) {
      return accept;
    }
    if (verdict == REFUSED || number == OcsfVpcFlow.REFUSE) {
      return reject;
    }
    return number == OcsfVpcFlow.TRAFFIC ? accept : Texts.NULL;
  }

  int logStatus(int row) {
    int told = status.number(row);
    return told == Texts.NULL ? noData : upper.of(told);
  }

  private int logged(int number) {
    return number == hyphen ? Texts.NULL : number;
  }

  private int logged(TextColumn one, TextColumn other, int row) {
    return first(logged(one.number(row)), logged(other.number(row)));
  }

  private static int first(int one, int other) {
    return one == Texts.NULL ? other : one;
  }

  private static int verdict(UTF8String told) {
    String word = upper(told).toString();
    if (OcsfVpcFlow.ACCEPTED.contains(word)) {
      return ACCEPTED;
    }
    return OcsfVpcFlow.REFUSED.contains(word) ? REFUSED : 0;
  }

  private static UTF8String upper(UTF8String text) {
    return CollationSupport.Upper.execBinaryICU(text);
  }
}
