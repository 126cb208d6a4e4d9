package io.hawkshaw.generate;

import java.util.StringJoiner;

/** A choice of flow log fields, which the first line of each file names. */
enum FlowLogFormat {
  /** What a flow log holds if nobody chose. */
  DEFAULT(
      2,
      """
      version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start
      end action log-status
      """),

  /** A choice of somebody who wants to know the direction, the machine and the first hop. */
  CUSTOM(
      5,
      """
      version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport
      dstport pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status
      flow-direction traffic-path region az-id sublocation-type sublocation-id
      pkt-src-aws-service pkt-dst-aws-service
      """);

  private static final String NONE = "-";

  private final int version;
  private final String header;
  private final String[] fields;

  FlowLogFormat(int version, String fields) {
    this.version = version;
    this.header = fields.strip().replaceAll("\\s+", " ");
    this.fields = header.split(" ", -1);
  }

  String header() {
    return header;
  }

  String line(Flow flow) {
    StringJoiner line = new StringJoiner(" ");
    for (String field : fields) {
      line.add(value(field, flow));
    }
    return line.toString();
  }

  private String value(String field, Flow flow) {
    Host host = flow.host();
    return switch (field) {
      case "version" -> String.valueOf(version);
      case "account-id" -> host.place().account().id();
      case "interface-id" -> host.networkInterface();
      case "vpc-id" -> host.network().vpc();
      case "subnet-id" -> host.network().subnet();
      case "instance-id" -> host.instance();
      case "region" -> host.place().region();
      case "az-id" -> host.network().zone();
      case "start" -> String.valueOf(flow.interval().start().getEpochSecond());
      case "end" -> String.valueOf(flow.interval().end().getEpochSecond());
      case "log-status" -> flow.verdict().hasTraffic() ? "OK" : flow.verdict().name();
      default -> flow.verdict().hasTraffic() ? counted(field, flow) : NONE;
    };
  }

  private static String counted(String field, Flow flow) {
    return switch (field) {
      case "srcaddr", "pkt-srcaddr" -> flow.sourceIp();
      case "dstaddr", "pkt-dstaddr" -> flow.targetIp();
      case "srcport" -> String.valueOf(flow.sourcePort());
      case "dstport" -> String.valueOf(flow.targetPort());
      case "protocol" -> String.valueOf(flow.load().protocol());
      case "tcp-flags" -> String.valueOf(flow.load().tcpFlags());
      case "packets" -> String.valueOf(flow.load().packets());
      case "bytes" -> String.valueOf(flow.load().bytes());
      case "action" -> flow.verdict().name();
      case "type" -> "IPv4";
      case "flow-direction" -> flow.isIngress() ? "ingress" : "egress";
      case "traffic-path" -> flow.isIngress() ? NONE : flow.leavesTheVpc() ? "8" : "1";
      default -> NONE;
    };
  }
}
