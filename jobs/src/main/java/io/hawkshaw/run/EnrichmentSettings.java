package io.hawkshaw.run;

import java.io.Serializable;

/**
 * Files that tell where addresses are. None is shipped, since their licences differ; what is not
 * set is taken from GuardDuty's findings, or stays unknown.
 *
 * @param city database of cities in MaxMind's format, such as GeoLite2-City.mmdb
 * @param asn database of autonomous systems in MaxMind's format, such as GeoLite2-ASN.mmdb
 * @param countryCsv lines of {@code block,country} or {@code first,last,country}
 * @param awsRanges AWS's own {@code ip-ranges.json}
 */
public record EnrichmentSettings(String city, String asn, String countryCsv, String awsRanges)
    implements Serializable {
  static final EnrichmentSettings NONE = new EnrichmentSettings(null, null, null, null);
}
