package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.google.common.net.InternetDomainName;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredDomainTest {

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "www.example.com, example.com",
    "a.b.c.example.co.uk, example.co.uk",
    "WWW.Example.COM., example.com",
    "xn--bcher-kva.de, xn--bcher-kva.de",
    "www.bücher.de, bücher.de",
  })
  void anOwnedNameGivesItsSuffixAndOneLabel(String name, String domain) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.duckdns.org, evil.duckdns.org",
    "a.b.evil.duckdns.org, evil.duckdns.org",
    "loot.s3.amazonaws.com, loot.s3.amazonaws.com",
    "old_loot.s3.amazonaws.com, old_loot.s3.amazonaws.com",
  })
  void namesUnderAPrivateSuffixHaveTheirOwnOwners(String name, String domain) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com, amazonaws.com",
    "duckdns.org, duckdns.org",
    "_x.s3.amazonaws.com, amazonaws.com",
  })
  void aPrivateSuffixBelongsToWhoeverRunsIt(String name, String domain) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com", "co.uk", "foo.ck", "localhost", "DB01", "xkjdfhgqpw"})
  void aRegistrySuffixAndASingleLabelHaveNoOwner(String name) {
    assertThat(RegisteredDomain.of(name)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "10.0.0.1.", "2001:db8::1", "::ffff:10.0.0.1", "[::1]", "1.2.3.4:53"})
  void anAddressIsNoName(String name) {
    assertThat(RegisteredDomain.of(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "4.3.2.1.in-addr.arpa., in-addr.arpa",
    "IN-ADDR.ARPA, in-addr.arpa",
    "0/25.2.0.192.in-addr.arpa, in-addr.arpa",
    "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, ip6.arpa",
  })
  void aReverseNameGivesItsZone(String name, String zone) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "_ldap._tcp.example.com, example.com",
    "_ldap._tcp.dc._msdcs.corp.example.com, example.com",
    "*.example.com, example.com",
    "a..example.com, example.com",
    ".example.com, example.com",
    "-a.example.com, example.com",
    "a b\u0000.example.com, example.com",
    "=cmd()|.example.com, example.com",
  })
  void onlyTheRightHandLabelsMatter(String name, String domain) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @CsvSource({
    "ip-10-0-0-1.eu-west-1.compute.internal, compute.internal",
    "ip-10-0-0-1.ec2.internal, ec2.internal",
    "ec2.internal, ec2.internal",
    "*.ec2.internal, ec2.internal",
    "kubernetes.default.svc.cluster.local, cluster.local",
    "printer.lan, printer.lan",
  })
  void aSuffixThatNobodyRegistersKeepsTwoLabels(String name, String domain) {
    assertThat(RegisteredDomain.of(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        ".",
        "..",
        "example.com..",
        "example.com ",
        "exa mple.com",
        "_tcp.co.uk",
        "*.com",
        "*.internal",
        "example.c$m",
        "a.-b",
        "\ud800.com",
        "www.1com"
      })
  void decisiveLabelsThatAreNotThoseOfAHostGiveNone(String name) {
    assertThat(RegisteredDomain.of(name)).isNull();
  }

  @Test
  void aLabelOf63IsALabelAndOneOf64IsNot() {
    assertThat(RegisteredDomain.of("a".repeat(63) + ".com")).isEqualTo("a".repeat(63) + ".com");
    assertThat(RegisteredDomain.of("a".repeat(64) + ".com")).isNull();
    assertThat(RegisteredDomain.of("a".repeat(64) + ".example.com")).isEqualTo("example.com");
    String nearlyTooLong = ("a".repeat(63) + ".").repeat(7) + "com";
    assertThat(RegisteredDomain.of(nearlyTooLong)).isEqualTo("a".repeat(63) + ".com");
  }

  @Test
  void aTunnelOfMegabytesCostsNoMoreThanItsTail() {
    String longLabel = "x".repeat(5_000_000) + ".t.example.com";
    String manyLabels = "ab.".repeat(2_000_000) + "example.com";
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            assertThat(RegisteredDomain.of(longLabel)).isEqualTo("example.com");
            assertThat(RegisteredDomain.of(manyLabels)).isEqualTo("example.com");
          }
        });
  }

  @Property
  void agreesWithThePublicSuffixListOnNamesOfHosts(
      @ForAll("suffixes") String suffix,
      @ForAll @Size(min = 1, max = 6)
          List<@LowerChars @StringLength(min = 1, max = 9) String> labels) {
    String name = String.join(".", labels) + "." + suffix;
    String expected = InternetDomainName.from(name).topPrivateDomain().toString();
    assertThat(RegisteredDomain.of(name)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> suffixes() {
    return Arbitraries.of(
        "com",
        "co.uk",
        "k12.ma.us",
        "github.io",
        "x.kawasaki.jp",
        "x.ck",
        "x.compute.amazonaws.com",
        "s3.dualstack.us-east-1.amazonaws.com",
        "s3.dualstack.cn-north-1.amazonaws.com.cn");
  }

  @Property
  void anyTextGivesNullOrTheEndOfTheName(@ForAll String name) {
    String domain = RegisteredDomain.of(name);
    if (domain != null) {
      assertThat(name).containsIgnoringCase(domain);
      assertThat(domain.length()).isBetween(3, 253);
    }
  }

  @Property
  void whatStandsLeftOfTheDomainNeverChangesIt(@ForAll String left) {
    assertThat(RegisteredDomain.of(left + ".example.com")).isEqualTo("example.com");
  }

  @Property
  void theDomainOfADomainIsItself(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String host) {
    String domain = RegisteredDomain.of(host + ".example.co.uk");
    assertThat(RegisteredDomain.of(domain)).isEqualTo(domain);
  }
}
