package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpInCidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.0.0.0/8, true",
    "11.0.0.0, 10.0.0.0/8, false",
    "10.255.255.255, 10.1.2.3/8, true",
    "192.0.2.127, 192.0.2.0/25, true",
    "192.0.2.128, 192.0.2.0/25, false",
    "192.0.2.1, 192.0.2.1/32, true",
    "192.0.2.2, 192.0.2.1/32, false",
    "255.255.255.255, 0.0.0.0/0, true",
    "192.0.2.1, 192.0.2.1, true",
    "2001:db8::1, 2001:db8::/32, true",
    "2001:db9::1, 2001:db8::/32, false",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1, true",
    "fe80::1, fe80::/10, true",
    "fec0::1, fe80::/10, false",
  })
  void anAddressLiesInTheBlockThatSharesItsPrefix(String ip, String cidr, boolean inside) {
    assertThat(IpInCidr.test(ip, cidr)).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.1.2.3, 10.0.0.0/8, true",
    "10.1.2.3, ::ffff:10.0.0.0/104, true",
    "11.1.2.3, ::ffff:10.0.0.0/104, false",
    "::ffff:a01:203, 10.0.0.0/8, true",
    "10.1.2.3, ::/0, false",
    "2001:db8::1, 0.0.0.0/0, false",
  })
  void aMappedAddressIsIpv4AndTheFamiliesDoNotMix(String ip, String cidr, boolean inside) {
    assertThat(IpInCidr.test(ip, cidr)).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, 10.0.0.0/8",
        "10.0.0.1, null",
        "AWS Internal, 10.0.0.0/8",
        "ec2.amazonaws.com, 10.0.0.0/8",
        "localhost, 127.0.0.0/8",
        "10.0.0.256, 10.0.0.0/8",
        "10.0.0, 10.0.0.0/8",
        "010.0.0.1, 10.0.0.0/8",
        "fe80::1%eth0, fe80::/10",
        "10.0.0.1, 10.0.0.0/33",
        "10.0.0.1, 10.0.0.0/-1",
        "10.0.0.1, 10.0.0.0/+8",
        "10.0.0.1, 10.0.0.0/",
        "10.0.0.1, 10.0.0.0/8/8",
        "10.0.0.1, 10.0.0.0/0008",
        "10.0.0.1, 10.0.0.0/٨",
        "10.0.0.1, /8",
        "10.0.0.1, ''",
        "10.0.0.1, ::ffff:10.0.0.0/95",
        "::1, ::/129",
      })
  void anInvalidTextGivesNull(String ip, String cidr) {
    assertThat(IpInCidr.test(ip, cidr)).isNull();
  }

  @Test
  void aGiantIsRefusedUnread() {
    String giant = "1".repeat(50_000_000);
    assertThat(IpInCidr.test(giant, "10.0.0.0/8")).isNull();
    assertThat(IpInCidr.test("10.0.0.1", giant)).isNull();
    assertThat(IpInCidr.test("10.0.0.1", "10.0.0.0/" + giant)).isNull();
  }

  @Property
  void agreesWithArithmeticOnIpv4(
      @ForAll @Size(4) byte[] ip,
      @ForAll @Size(4) byte[] base,
      @ForAll @IntRange(max = 32) int bits)
      throws UnknownHostException {
    agreesWithArithmetic(ip, base, bits);
  }

  @Property
  void agreesWithArithmeticOnIpv6(
      @ForAll @Size(16) byte[] ip,
      @ForAll @Size(16) byte[] base,
      @ForAll @IntRange(max = 128) int bits)
      throws UnknownHostException {
    ip[0] |= 0x20; // so that neither is IPv4 in disguise
    base[0] |= 0x20;
    agreesWithArithmetic(ip, base, bits);
  }

  private static void agreesWithArithmetic(byte[] ip, byte[] base, int bits)
      throws UnknownHostException {
    byte[] neighbour = Arrays.copyOf(base, base.length);
    neighbour[(base.length * 8 - 1) * bits / (base.length * 8) / 8] ^= 1;
    for (byte[] address : new byte[][] {ip, base, neighbour}) {
      boolean expected = number(address, bits).equals(number(base, bits));
      assertThat(IpInCidr.test(text(address), text(base) + "/" + bits)).isEqualTo(expected);
    }
  }

  private static BigInteger number(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(8 * address.length - bits);
  }

  private static String text(byte[] address) throws UnknownHostException {
    return InetAddresses.toAddrString(InetAddress.getByAddress(address));
  }

  @Property
  void neverThrows(@ForAll String ip, @ForAll String cidr) {
    assertThat(IpInCidr.test(ip, cidr)).isIn(null, true, false);
    assertThat(IpInCidr.test("10.0.0.1", "10.0.0.0/" + cidr)).isIn(null, true, false);
  }
}
