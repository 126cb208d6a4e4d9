package io.hawkshaw.generate;

import java.time.Instant;

/** What one network interface saw of one connection during one interval, in one direction. */
record Flow(Host host, Peer peer, Load load, Interval interval, Verdict verdict) {

  /** The other end, and the ports of both. */
  record Peer(Direction direction, int localPort, String ip, int port) {}

  /** The packets that were counted. */
  record Load(int protocol, int tcpFlags, long packets, long bytes) {}

  /** The time over which they were counted. */
  record Interval(Instant start, Instant end) {}

  enum Direction {
    INGRESS,
    EGRESS
  }

  /** What became of the packets, or why none were counted. */
  enum Verdict {
    ACCEPT,
    REJECT,
    NODATA,
    SKIPDATA;

    boolean hasTraffic() {
      return this == ACCEPT || this == REJECT;
    }
  }

  /** An interval in which an interface had nothing to tell, or AWS could not tell it. */
  static Flow silent(Host host, Interval interval, Verdict verdict) {
    return new Flow(
        host, new Peer(Direction.INGRESS, 0, "-", 0), new Load(0, 0, 0, 0), interval, verdict);
  }

  boolean isIngress() {
    return peer.direction() == Direction.INGRESS;
  }

  String sourceIp() {
    return isIngress() ? peer.ip() : host.ip();
  }

  String targetIp() {
    return isIngress() ? host.ip() : peer.ip();
  }

  int sourcePort() {
    return isIngress() ? peer.port() : peer.localPort();
  }

  int targetPort() {
    return isIngress() ? peer.localPort() : peer.port();
  }

  boolean leavesTheVpc() {
    return !peer.ip().startsWith("10.");
  }
}
