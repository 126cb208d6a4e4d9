package io.hawkshaw.generate;

import io.hawkshaw.generate.Flow.Direction;
import io.hawkshaw.generate.Flow.Interval;
import io.hawkshaw.generate.Flow.Load;
import io.hawkshaw.generate.Flow.Peer;
import io.hawkshaw.generate.Flow.Verdict;
import java.time.Instant;

/**
 * Connections as the flow log sees them: each direction is a record of its own. Who opens one sends
 * SYN, who answers SYN-ACK, and a window that holds the end of it has FIN, too.
 *
 * <p>https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
final class Traffic {
  static final int TCP = 6;
  static final int UDP = 17;
  private static final int SYN = 2;
  private static final int SYN_FIN = 3;
  private static final int SYN_ACK_FIN = 19;

  private final Events events;
  private final Host host;

  Traffic(Events events, Host host) {
    this.events = events;
    this.host = host;
  }

  /** The host connects to a port of the peer, and the peer answers. */
  void connect(String peer, int port, int localPort, Exchange exchange) {
    both(new Peer(Direction.EGRESS, localPort, peer, port), exchange);
  }

  /** The peer connects to a port of the host, and the host answers. */
  void accept(String peer, int peerPort, int port, Exchange exchange) {
    both(new Peer(Direction.INGRESS, port, peer, peerPort), exchange);
  }

  /** The peer knocks at a port that is closed to it. */
  void refuse(String peer, int peerPort, int port, Instant time) {
    Interval interval = new Interval(time, time.plusSeconds(58));
    events
        .flows()
        .add(
            new Flow(
                host,
                new Peer(Direction.INGRESS, port, peer, peerPort),
                new Load(TCP, SYN, 1, 44),
                interval,
                Verdict.REJECT));
  }

  private void both(Peer asked, Exchange exchange) {
    Peer answered = new Peer(opposite(asked), asked.localPort(), asked.ip(), asked.port());
    add(asked, SYN_FIN, exchange, exchange.bytes());
    add(answered, SYN_ACK_FIN, exchange, exchange.answeredBytes());
  }

  private static Direction opposite(Peer peer) {
    return peer.direction() == Direction.EGRESS ? Direction.INGRESS : Direction.EGRESS;
  }

  private void add(Peer peer, int tcpFlags, Exchange exchange, long bytes) {
    Interval interval =
        new Interval(exchange.start(), exchange.start().plusSeconds(exchange.seconds()));
    int flags = exchange.protocol() == TCP ? tcpFlags : 0;
    Load load = new Load(exchange.protocol(), flags, exchange.packets(), bytes);
    events.flows().add(new Flow(host, peer, load, interval, Verdict.ACCEPT));
  }

  /** How much was said, and when. */
  record Exchange(
      Instant start, int seconds, int protocol, long packets, long bytes, long answeredBytes) {

    static Exchange tcp(Instant start, int seconds, long packets, long bytes) {
      return new Exchange(start, seconds, TCP, packets, bytes, bytes * 3);
    }

    static Exchange udp(Instant start, long bytes) {
      return new Exchange(start, 5, UDP, 1, bytes, bytes);
    }
  }
}
