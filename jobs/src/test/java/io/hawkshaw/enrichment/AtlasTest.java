package io.hawkshaw.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.SamplePlaces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AtlasTest {
  private static final Path SHIPPED = Path.of("..", "sample-data", "geo");

  @TempDir private Path folder;

  private static EnrichmentSettings databases() {
    return new EnrichmentSettings(
        SHIPPED.resolve("city.mmdb").toString(),
        SHIPPED.resolve("asn.mmdb").toString(),
        null,
        null);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @BeforeAll
  static void writeTheSampleAnewWhereAsked() throws IOException {
    if (System.getProperty("expected.update") != null) {
      Files.createDirectories(SHIPPED);
      Files.write(SHIPPED.resolve("city.mmdb"), SamplePlaces.cities());
      Files.write(SHIPPED.resolve("asn.mmdb"), SamplePlaces.networks());
    }
  }

  @Test
  void theDatabasesOfTheSampleAreThoseThatAreShipped() {
    assertThat(SHIPPED.resolve("city.mmdb")).hasBinaryContent(SamplePlaces.cities());
    assertThat(SHIPPED.resolve("asn.mmdb")).hasBinaryContent(SamplePlaces.networks());
  }

  @Test
  void anAddressOfTheDatabasesHasPlaceAndNetwork() {
    Atlas atlas = new Atlas(databases());
    assertThat(atlas.find("203.0.113.66"))
        .isEqualTo(new Whereabouts("IS", "Reykjavik", 64.1, -21.9, 64496L, "Example Hosting"));
    assertThat(atlas.find("2001:db8:1::7"))
        .isEqualTo(new Whereabouts("IE", "Dublin", 53.3, -6.3, 64500L, "Example Access"));
    assertThat(atlas.find("::ffff:192.0.2.10").country()).isEqualTo("IE");
  }

  @Test
  void anAtlasThatTravelledKnowsTheSame() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(new Atlas(databases()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      Atlas received = (Atlas) in.readObject();
      assertThat(received.find("192.0.2.10").city()).isEqualTo("Dublin");
      assertThat(received.find("10.0.0.1").aso()).isEqualTo("Private network");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,         Private network",
    "172.31.255.255,   Private network",
    "192.168.0.1,      Private network",
    "fd12::1,          Private network",
    "100.64.0.1,       Carrier network",
    "127.0.0.1,        Loopback",
    "::1,              Loopback",
    "169.254.0.9,      Link-local",
    "169.254.169.253,  AWS resolver",
    "169.254.169.254,  AWS instance metadata",
    "169.254.169.255,  Link-local",
    "fe80::1,          Link-local",
    "224.0.0.5,        Multicast",
    "255.255.255.255,  Reserved",
    "203.0.113.200,    Documentation",
    "172.32.0.0,",
    "11.0.0.0,",
    "8.8.8.8,",
    "2600::1,"
  })
  void anAddressThatNobodyHasOnTheInternetIsNamedByItsKind(String ip, String kind) {
    assertThat(new Atlas(databases()).find(ip))
        .isEqualTo(new Whereabouts(null, null, null, null, null, kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "AWS Internal", "s3.amazonaws.com", "1.2.3", "10.0.0.1/8", "fe80::1%eth0"})
  void aTextThatIsNoAddressIsUnknown(String text) {
    Atlas atlas = new Atlas(databases());
    assertThat(atlas.find(text)).isEqualTo(Whereabouts.UNKNOWN);
    assertThat(atlas.find(null)).isEqualTo(Whereabouts.UNKNOWN);
  }

  @Test
  void withoutDatabasesCountriesComeFromTheListAndAwsFromItsOwn() throws IOException {
    String countries =
        file(
            "c.csv",
            "network,country\n8.8.8.0/24,us\n9.0.0.0,9.0.0.255,\"DE\"\n2600::/16,US\n8.8.8.128/25,CA\n");
    String aws =
        file(
            "aws.json",
            """
            {"prefixes":[{"ip_prefix":"3.5.140.0/22","region":"ap-northeast-2"}],
             "ipv6_prefixes":[{"ipv6_prefix":"2600:1f00::/24"}]}
            """);
    Atlas atlas = new Atlas(new EnrichmentSettings(null, null, countries, aws));
    assertThat(atlas.find("8.8.8.8").country()).isEqualTo("US");
    assertThat(atlas.find("8.8.8.200").country()).isEqualTo("CA");
    assertThat(atlas.find("9.0.0.255").country()).isEqualTo("DE");
    assertThat(atlas.find("9.0.1.0").country()).isNull();
    assertThat(atlas.find("3.5.143.255").aso()).isEqualTo("AWS");
    assertThat(atlas.find("2600:1f00::1"))
        .isEqualTo(new Whereabouts("US", null, null, null, null, "AWS"));
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsTheOperatorsMistake() throws IOException {
    String text = file("x", "no database\n");
    assertThatThrownBy(() -> new Atlas(new EnrichmentSettings(text, null, null, null)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Setting enrichment.city is " + text + ", but it cannot be read: ");
    assertThatThrownBy(() -> new Atlas(new EnrichmentSettings(null, "/none", null, null)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Setting enrichment.asn is /none, but there is no such file");
    assertThatThrownBy(() -> new Atlas(new EnrichmentSettings(null, null, text, null)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Setting enrichment.country-csv is " + text);
    assertThatThrownBy(() -> new Atlas(new EnrichmentSettings(null, null, null, text)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Setting enrichment.aws-ranges is " + text);
  }
}
