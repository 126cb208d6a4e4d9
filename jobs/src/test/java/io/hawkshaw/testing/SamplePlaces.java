package io.hawkshaw.testing;

import java.util.Map;
import java.util.TreeMap;

/** Where the addresses of the sample data are: made up, as the addresses themselves. */
public final class SamplePlaces {
  private SamplePlaces() {}

  /** The database of cities. */
  public static byte[] cities() {
    return new MmdbWriter("Hawkshaw-Sample-City")
        .put("192.0.2.0/24", city("IE", "Dublin", 53.3, -6.3))
        .put("198.51.100.0/26", city("NL", "Amsterdam", 52.4, 4.9))
        .put("198.51.100.64/27", city("US", "Ashburn", 39.0, -77.5))
        .put("198.51.100.96/27", city("NL", "Amsterdam", 52.4, 4.9))
        .put("198.51.100.128/26", city("PT", "Lisbon", 38.7, -9.1))
        .put("198.51.100.192/26", city("CA", "Montreal", 45.5, -73.6))
        .put("203.0.113.0/25", city("IS", "Reykjavik", 64.1, -21.9))
        .put("2001:db8::/32", city("IE", "Dublin", 53.3, -6.3))
        .bytes();
  }

  /** The database of autonomous systems; the numbers are those for documentation (RFC 5398). */
  public static byte[] networks() {
    return new MmdbWriter("Hawkshaw-Sample-ASN")
        .put("192.0.2.0/24", network(64500, "Example Access"))
        .put("198.51.100.0/26", network(64497, "Example Servers"))
        .put("198.51.100.64/27", network(64501, "Example Builds"))
        .put("198.51.100.96/27", network(64498, "Example Pools"))
        .put("198.51.100.128/26", network(64499, "Example Hotels"))
        .put("198.51.100.192/26", network(64511, "Example Scanner"))
        .put("203.0.113.0/25", network(64496, "Example Hosting"))
        .put("2001:db8::/32", network(64500, "Example Access"))
        .bytes();
  }

  private static Map<String, ?> city(String country, String name, double north, double east) {
    Map<String, Object> record = new TreeMap<>();
    record.put("country", Map.of("iso_code", country));
    record.put("city", Map.of("names", Map.of("en", name)));
    record.put("location", Map.of("latitude", north, "longitude", east));
    return record;
  }

  private static Map<String, ?> network(int asn, String aso) {
    return Map.of("autonomous_system_number", asn, "autonomous_system_organization", aso);
  }
}
