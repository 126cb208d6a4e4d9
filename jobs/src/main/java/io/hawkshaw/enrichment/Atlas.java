package io.hawkshaw.enrichment;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.hawkshaw.run.EnrichmentSettings;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Says of an address where it is and whose. First the databases are asked, so that an operator's
 * own can place the addresses of a private network; what no source knows stays unknown.
 */
final class Atlas implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More addresses than most organizations see in a day; an entry holds some 300 bytes. */
  private static final int REMEMBERED = 200_000;

  private final Database cities;
  private final Database networks;
  private final Ranges countries;
  private final Ranges aws;
  private transient Cache<String, Whereabouts> known = remember();

  /**
   * Opens what the settings name.
   *
   * @throws io.hawkshaw.run.UserError where a file cannot be read
   */
  Atlas(EnrichmentSettings files) {
    this.cities = EnrichmentFile.CITY.database(files);
    this.networks = EnrichmentFile.ASN.database(files);
    this.countries = EnrichmentFile.COUNTRY_CSV.ranges(files);
    this.aws = EnrichmentFile.AWS_RANGES.ranges(files);
  }

  private static Cache<String, Whereabouts> remember() {
    return CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    known = remember();
  }

  /** Looks an address up, once for each that is seen; unknown for a text that is none. */
  Whereabouts find(String ip) {
    if (ip == null) {
      return Whereabouts.UNKNOWN;
    }
    try {
      return known.get(ip, () -> Ranges.address(ip).map(this::look).orElse(Whereabouts.UNKNOWN));
    } catch (ExecutionException | UncheckedExecutionException e) {
      throw new IllegalStateException("A database of addresses is broken", e.getCause());
    }
  }

  private Whereabouts look(InetAddress address) {
    try {
      Map<?, ?> place = cities == null ? Map.of() : cities.find(address);
      Map<?, ?> network = networks == null ? Map.of() : networks.find(address);
      Whereabouts told =
          new Whereabouts(
              text(place, "country", "iso_code"),
              text(place, "city", "names", "en"),
              number(place, "location", "latitude"),
              number(place, "location", "longitude"),
              network.get("autonomous_system_number") instanceof Number asn
                  ? asn.longValue()
                  : null,
              text(network, "autonomous_system_organization"));
      return told.or(fallback(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Whereabouts fallback(InetAddress address) {
    String country = countries == null ? null : countries.find(address).orElse(null);
    Optional<String> owner = aws == null ? Optional.empty() : aws.find(address);
    String aso = owner.or(() -> SpecialAddresses.kind(address)).orElse(null);
    return new Whereabouts(country, null, null, null, null, aso);
  }

  private static String text(Map<?, ?> record, String... path) {
    return at(record, path) instanceof String text ? text : null;
  }

  private static Double number(Map<?, ?> record, String... path) {
    return at(record, path) instanceof Number number ? number.doubleValue() : null;
  }

  private static Object at(Map<?, ?> record, String... path) {
    Object value = record;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
