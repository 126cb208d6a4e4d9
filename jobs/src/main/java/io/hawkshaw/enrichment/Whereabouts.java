package io.hawkshaw.enrichment;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of an address; null for what is not.
 *
 * @param country ISO 3166 code
 * @param city English name
 * @param latitude degrees north
 * @param longitude degrees east
 * @param asn number of the autonomous system
 * @param aso organization behind it, or what kind of special address it is
 */
record Whereabouts(
    String country, String city, Double latitude, Double longitude, Long asn, String aso) {
  static final Whereabouts UNKNOWN = new Whereabouts(null, null, null, null, null, null);

  static final StructType SCHEMA =
      StructType.fromDDL(
          "country STRING, city STRING, latitude DOUBLE, longitude DOUBLE, asn BIGINT, aso STRING");

  /** The same, with what it lacks from a second source. */
  Whereabouts or(Whereabouts other) {
    // A city of one source and coordinates of another could lie on two continents.
    boolean isPlaced = country != null;
    Whereabouts place = isPlaced ? this : other;
    boolean hasNetwork = asn != null || aso != null;
    return new Whereabouts(
        place.country,
        place.city,
        place.latitude,
        place.longitude,
        hasNetwork ? asn : other.asn,
        hasNetwork ? aso : other.aso);
  }

  Row row() {
    return RowFactory.create(country, city, latitude, longitude, asn, aso);
  }
}
