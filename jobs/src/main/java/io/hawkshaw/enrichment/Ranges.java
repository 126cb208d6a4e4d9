package io.hawkshaw.enrichment;

import com.google.common.net.InetAddresses;
import java.io.Serializable;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ranges of addresses, each with a text. Where two overlap, the one that begins later counts, as
 * the narrower of two nested blocks does.
 */
final class Ranges implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_ADDRESS = 45;
  private static final int IPV6_BITS = 128;

  /** Above every IPv6 address, so that the families cannot be mistaken for each other. */
  private static final BigInteger IPV4 = BigInteger.ONE.shiftLeft(IPV6_BITS);

  private final TreeMap<BigInteger, Range> byStart = new TreeMap<>();

  private record Range(BigInteger end, String text, Range around) implements Serializable {}

  /** Reads an address of a log; never asks a name server. */
  static Optional<InetAddress> address(String text) {
    boolean isPossible =
        text.length() <= LONGEST_ADDRESS
            && text.indexOf('%') < 0
            && InetAddresses.isInetAddress(text);
    return isPossible ? Optional.of(InetAddresses.forString(text)) : Optional.empty();
  }

  /**
   * Adds a block such as {@code 10.0.0.0/8}. A block is added after those that hold it.
   *
   * @throws IllegalArgumentException for anything else
   */
  Ranges block(String cidr, String text) {
    int slash = cidr.indexOf('/');
    InetAddress base = address(cidr.substring(0, Math.max(0, slash))).orElse(null);
    if (base == null) {
      throw new IllegalArgumentException(cidr + " is no block such as 10.0.0.0/8");
    }
    int bits = 8 * base.getAddress().length - Integer.parseInt(cidr.substring(slash + 1));
    if (bits < 0 || bits > IPV6_BITS) {
      throw new IllegalArgumentException(cidr + " has no such prefix length");
    }
    BigInteger start = number(base).shiftRight(bits).shiftLeft(bits);
    return add(start, start.add(BigInteger.ONE.shiftLeft(bits)).subtract(BigInteger.ONE), text);
  }

  /**
   * Adds the addresses from one to another.
   *
   * @throws IllegalArgumentException where one of them is no address
   */
  Ranges between(String first, String last, String text) {
    Optional<InetAddress> from = address(first);
    Optional<InetAddress> to = address(last);
    if (from.isEmpty() || to.isEmpty()) {
      throw new IllegalArgumentException(first + " to " + last + " are not two addresses");
    }
    return add(number(from.get()), number(to.get()), text);
  }

  private Ranges add(BigInteger start, BigInteger end, String text) {
    Map.Entry<BigInteger, Range> before = byStart.floorEntry(start);
    byStart.put(start, new Range(end, text, reaching(before, start)));
    return this;
  }

  /** The narrowest of a range and those around it that reaches as far as an address. */
  private static Range reaching(Map.Entry<BigInteger, Range> entry, BigInteger address) {
    Range range = entry == null ? null : entry.getValue();
    while (range != null && range.end().compareTo(address) < 0) {
      range = range.around();
    }
    return range;
  }

  /** The text of the range that holds an address. */
  Optional<String> find(InetAddress address) {
    BigInteger number = number(address);
    Range range = reaching(byStart.floorEntry(number), number);
    return range == null ? Optional.empty() : Optional.of(range.text());
  }

  private static BigInteger number(InetAddress address) {
    byte[] bytes = address.getAddress();
    BigInteger number = new BigInteger(1, bytes);
    return bytes.length == 4 ? number.add(IPV4) : number;
  }
}
