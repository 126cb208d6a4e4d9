package io.hawkshaw.source;

import io.hawkshaw.source.columnar.Texts;
import org.apache.spark.unsafe.types.UTF8String;

/** What flows of one row of {@code traffic} share, as numbers side by side. */
final class FlowKey {
  static final int SOURCE = 0;
  static final int DAY = 1;
  static final int ACCOUNT = 2;
  static final int REGION = 3;
  static final int VPC = 4;
  static final int INTERFACE = 5;
  static final int INSTANCE = 6;
  static final int IP = 7;
  static final int LOCAL_IP = 8;
  static final int LOCAL_PORT = 9;
  static final int REMOTE_PORT = 10;
  static final int PROTOCOL = 11;
  static final int ACTION = 12;

  /** The hour, and what is true of the flow. */
  static final int HOUR = 13;

  static final int WIDTH = 14;

  private static final int IS_FLOW = 1 << 8;
  private static final int IS_INBOUND = 1 << 9;
  private static final int IS_ORIENTED = 1 << 10;
  private static final int HAS_PROTOCOL = 1 << 11;
  private static final int IS_WHOLE = 1 << 12;
  private static final int HOURS = IS_FLOW - 1;

  private static final UTF8String INBOUND = UTF8String.fromString("inbound");
  private static final UTF8String OUTBOUND = UTF8String.fromString("outbound");
  private static final UTF8String TCP = UTF8String.fromString("TCP");
  private static final UTF8String UDP = UTF8String.fromString("UDP");
  private static final UTF8String ICMP = UTF8String.fromString("ICMP");

  private FlowKey() {}

  /**
   * What is true of a flow.
   *
   * @param isFlow whether the record has addresses: one of a window without traffic has none
   * @param isInbound whether the remote side is the client
   * @param isOriented whether the record tells which side is local
   * @param hasProtocol whether it tells a protocol
   * @param isWhole whether its task reads all of its account and day
   */
  record Facts(
      boolean isFlow, boolean isInbound, boolean isOriented, boolean hasProtocol, boolean isWhole) {
    /** The number at {@link #HOUR}. */
    int at(int hour) {
      return hour
          | (isFlow ? IS_FLOW : 0)
          | (isFlow && isInbound ? IS_INBOUND : 0)
          | (isOriented ? IS_ORIENTED : 0)
          | (hasProtocol ? HAS_PROTOCOL : 0)
          | (isWhole ? IS_WHOLE : 0);
    }
  }

  static boolean isWhole(int[] key) {
    return is(key, IS_WHOLE);
  }

  /** Source, day and hour, then the keys of {@link Traffic#RECORD}. */
  static Object[] fields(int[] key, Texts texts) {
    boolean isFlow = is(key, IS_FLOW);
    int hour = key[HOUR] & HOURS;
    return new Object[] {
      texts.text(key[SOURCE]),
      key[DAY],
      hour,
      hour,
      texts.text(key[ACCOUNT]),
      texts.text(key[REGION]),
      texts.text(key[VPC]),
      texts.text(key[INTERFACE]),
      texts.text(key[INSTANCE]),
      isFlow ? (is(key, IS_INBOUND) ? INBOUND : OUTBOUND) : null,
      texts.text(key[IP]),
      texts.text(key[LOCAL_IP]),
      isFlow ? key[LOCAL_PORT] : null,
      isFlow ? key[REMOTE_PORT] : null,
      is(key, HAS_PROTOCOL) ? protocol(key[PROTOCOL]) : null,
      texts.text(key[ACTION]),
      is(key, IS_ORIENTED),
      null,
      null,
      null
    };
  }

  private static boolean is(int[] key, int fact) {
    return (key[HOUR] & fact) != 0;
  }

  private static UTF8String protocol(int number) {
    return switch (number) {
      case 6 -> TCP;
      case 17 -> UDP;
      case 1 -> ICMP;
      default -> UTF8String.fromString(Integer.toString(number));
    };
  }
}
