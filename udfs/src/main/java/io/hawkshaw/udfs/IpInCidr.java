package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/** Whether an address lies in a block of addresses, without ever asking a name server. */
public final class IpInCidr {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "ip_in_cidr",
          IpInCidr::test,
          Encoders.BOOLEAN(),
          new Manual(
              "(ip, cidr) - Returns whether an IPv4 or IPv6 address lies in a block, or null when"
                  + " either is invalid.",
              "'10.1.2.3', '10.0.0.0/8'",
              "true"));

  private IpInCidr() {}

  /** {@link #test(String, String)} of columns. */
  public static Column ipInCidr(Column ip, Column cidr) {
    return FUNCTION.on(ip, cidr);
  }

  /**
   * Tells whether an address lies in a block; null when either text is null or invalid.
   *
   * <p>The families do not mix: no IPv4 address lies in {@code ::/0}. An IPv4-mapped IPv6 address
   * counts as IPv4. A block may have bits set behind its prefix, and may be one address alone, as
   * watch lists write it.
   */
  public static Boolean test(String ip, String cidr) {
    if (ip == null || cidr == null) {
      return null;
    }
    return AddressBlock.address(ip)
        .flatMap(address -> AddressBlock.parse(cidr).map(block -> block.contains(address)))
        .orElse(null);
  }
}
