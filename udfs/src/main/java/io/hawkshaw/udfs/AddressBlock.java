package io.hawkshaw.udfs;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of IP addresses of one family.
 *
 * <p>Addresses are read from text by Guava, which unlike {@link InetAddress#getByName} never asks a
 * name server: a hostile log must not make the night send DNS queries. An IPv4 address that is
 * written as IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address.
 */
final class AddressBlock {
  private static final int LONGEST_ADDRESS = 45;
  private static final int MAPPED_PREFIX_LENGTH = 96;

  private final byte[] network;
  private final int prefixLength;

  private AddressBlock(byte[] network, int prefixLength) {
    this.network = network;
    this.prefixLength = prefixLength;
  }

  /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address as the block of itself. */
  static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return address(text).map(alone -> new AddressBlock(alone, 8 * alone.length));
    }
    String base = text.substring(0, slash);
    int length = prefixLength(text, slash + 1);
    return address(base)
        .map(network -> new AddressBlock(network, length - mappedBits(base, network)))
        .filter(block -> length >= 0 && block.isPossible());
  }

  /** Reads an IP address; empty when the text is anything else. */
  static Optional<byte[]> address(String text) {
    boolean hasZone = text.indexOf('%') >= 0;
    if (text.length() > LONGEST_ADDRESS || hasZone || !InetAddresses.isInetAddress(text)) {
      return Optional.empty();
    }
    return Optional.of(InetAddresses.forString(text).getAddress());
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefixLength / 8;
    int rest = prefixLength % 8;
    return Arrays.equals(address, 0, whole, network, 0, whole)
        && (rest == 0
            || (address[whole] & 0xff) >> (8 - rest) == (network[whole] & 0xff) >> (8 - rest));
  }

  private boolean isPossible() {
    return prefixLength >= 0 && prefixLength <= 8 * network.length;
  }

  /** How many bits of the prefix only say that an IPv4 address is written as IPv6. */
  private static int mappedBits(String base, byte[] network) {
    return network.length == 4 && base.indexOf(':') >= 0 ? MAPPED_PREFIX_LENGTH : 0;
  }

  /** One to three decimal digits, or -1. */
  private static int prefixLength(String text, int start) {
    int digits = text.length() - start;
    if (digits < 1 || digits > 3) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = 10 * value + digit - '0';
    }
    return value;
  }
}
