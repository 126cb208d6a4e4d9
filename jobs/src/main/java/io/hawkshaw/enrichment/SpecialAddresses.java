package io.hawkshaw.enrichment;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that no database knows since nobody has them on the internet: the registries of IANA
 * for special-purpose addresses (RFC 6890 and its updates).
 */
final class SpecialAddresses {
  private static final String PRIVATE = "Private network";
  private static final String LOOPBACK = "Loopback";
  private static final String LINK_LOCAL = "Link-local";
  private static final String MULTICAST = "Multicast";
  private static final String RESERVED = "Reserved";
  private static final String DOCUMENTATION = "Documentation";

  private static final Ranges BLOCKS =
      new Ranges()
          .block("0.0.0.0/8", RESERVED) // RFC 791
          .block("10.0.0.0/8", PRIVATE) // RFC 1918
          .block("100.64.0.0/10", "Carrier network") // RFC 6598
          .block("127.0.0.0/8", LOOPBACK) // RFC 1122
          .block("169.254.0.0/16", LINK_LOCAL) // RFC 3927
          .block("169.254.169.253/32", "AWS resolver") // Amazon VPC User Guide, DNS
          .block("169.254.169.254/32", "AWS instance metadata") // EC2 User Guide
          .block("172.16.0.0/12", PRIVATE) // RFC 1918
          .block("192.0.2.0/24", DOCUMENTATION) // RFC 5737
          .block("192.168.0.0/16", PRIVATE) // RFC 1918
          .block("198.18.0.0/15", "Benchmarking") // RFC 2544
          .block("198.51.100.0/24", DOCUMENTATION) // RFC 5737
          .block("203.0.113.0/24", DOCUMENTATION) // RFC 5737
          .block("224.0.0.0/4", MULTICAST) // RFC 5771
          .block("240.0.0.0/4", RESERVED) // RFC 1112
          .block("::/128", RESERVED) // RFC 4291
          .block("::1/128", LOOPBACK) // RFC 4291
          .block("2001:db8::/32", DOCUMENTATION) // RFC 3849
          .block("fc00::/7", PRIVATE) // RFC 4193
          .block("fd00:ec2::253/128", "AWS resolver") // Amazon VPC User Guide, DNS
          .block("fd00:ec2::254/128", "AWS instance metadata") // EC2 User Guide
          .block("fe80::/10", LINK_LOCAL) // RFC 4291
          .block("ff00::/8", MULTICAST); // RFC 4291

  private SpecialAddresses() {}

  /** What kind of special address it is; empty for one of the internet. */
  static Optional<String> kind(InetAddress address) {
    return BLOCKS.find(address);
  }
}
