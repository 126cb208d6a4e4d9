package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateIpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1", "127.0.0.1",
        "127.255.255.255", "169.254.169.254", "100.64.0.0", "100.127.255.255", "::1", "fe80::1",
        "febf::1", "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1"
      })
  void aBlockOfAPrivateNetworkIsPrivateToItsEdges(String ip) {
    assertThat(PrivateIp.test(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "8.8.8.8",
        "2001:4860:4860::8888",
        "::2",
        "fec0::1",
        "fe00::1",
        "::ffff:8.8.8.8"
      })
  void anAddressBesideThemIsNot(String ip) {
    assertThat(PrivateIp.test(ip)).isFalse();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {"AWS Internal", "AWS Internal/3", "ec2.amazonaws.com", "localhost", "10.0.0.0/8"})
  void whatIsNoAddressIsUnknown(String ip) {
    assertThat(PrivateIp.test(ip)).isNull();
  }

  @Property
  void neverThrows(@ForAll String ip) {
    assertThat(PrivateIp.test(ip)).isIn(null, true, false);
  }
}
