package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/** Whether an address cannot be reached from the internet, and so has no place on a map. */
public final class PrivateIp {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "is_private_ip",
          PrivateIp::test,
          Encoders.BOOLEAN(),
          new Manual(
              "(ip) - Returns whether an address is private, shared by a carrier, loopback or"
                  + " link-local, or null when it is not an address.",
              "'100.64.0.1'",
              "true"));

  private static final List<AddressBlock> BLOCKS =
      Stream.of(
              "10.0.0.0/8", // RFC 1918
              "172.16.0.0/12", // RFC 1918
              "192.168.0.0/16", // RFC 1918
              "100.64.0.0/10", // RFC 6598, behind the address translation of a carrier
              "127.0.0.0/8", // RFC 1122, loopback
              "169.254.0.0/16", // RFC 3927, link-local; the instance metadata service lives here
              "::1/128", // RFC 4291, loopback
              "fe80::/10", // RFC 4291, link-local
              "fc00::/7") // RFC 4193, unique local
          .map(AddressBlock::parse)
          .map(Optional::orElseThrow)
          .toList();

  private PrivateIp() {}

  /** {@link #test(String)} of a column. */
  public static Column isPrivateIp(Column ip) {
    return FUNCTION.on(ip);
  }

  /**
   * Tells whether an address is private; null when the text is not an address, as CloudTrail writes
   * {@code AWS Internal} or the name of a service.
   */
  public static Boolean test(String ip) {
    if (ip == null) {
      return null;
    }
    return AddressBlock.address(ip)
        .map(address -> BLOCKS.stream().anyMatch(block -> block.contains(address)))
        .orElse(null);
  }
}
