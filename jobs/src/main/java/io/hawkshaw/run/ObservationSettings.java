package io.hawkshaw.run;

import static io.hawkshaw.run.Settings.check;

import java.util.List;

/**
 * What the night takes note of, beside the values that entities show.
 *
 * @param journeyKm shortest distance between two addresses that counts as a journey: 500, five
 *     times the error that databases of addresses state for most cities
 * @param journeyKmPerHour speed that nobody travels at: 1000, above that of airliners
 * @param journeyNetworks organizations behind addresses that tell nothing of where somebody is, as
 *     parts of their names: clouds, proxies and VPNs
 * @param loginPorts ports on which machines let people in: SSH, RDP, WinRM, Telnet
 * @param beaconFlows fewest connections to one peer in a day that can be a beacon, both directions
 *     being one: 24, one each hour
 * @param beaconScore regularity from which a conversation is noted as a beacon, 0 to 1: 0.7
 * @param labelLength shortest label of a name that can carry data: 20; of names that people made
 *     few are longer
 * @param labelBits entropy of its letters in bits from which it looks random: 3.5; English words
 *     stay below 3, 32 random letters of base 32 have 4.2 on average
 */
public record ObservationSettings(
    Double journeyKm,
    Double journeyKmPerHour,
    List<String> journeyNetworks,
    List<Integer> loginPorts,
    Integer beaconFlows,
    Double beaconScore,
    Integer labelLength,
    Double labelBits) {
  private static final List<String> NETWORKS =
      List.of(
          "amazon",
          "google",
          "microsoft",
          "oracle",
          "digitalocean",
          "cloudflare",
          "zscaler",
          "akamai",
          "fastly",
          "netskope",
          "palo alto",
          "m247",
          "datacamp",
          "private network",
          "carrier network");

  static final ObservationSettings DEFAULTS =
      new ObservationSettings(null, null, null, null, null, null, null, null);

  public ObservationSettings {
    journeyKm = journeyKm == null ? 500 : journeyKm;
    journeyKmPerHour = journeyKmPerHour == null ? 1000 : journeyKmPerHour;
    journeyNetworks = journeyNetworks == null ? NETWORKS : List.copyOf(journeyNetworks);
    loginPorts = loginPorts == null ? List.of(22, 23, 3389, 5985, 5986) : List.copyOf(loginPorts);
    beaconFlows = beaconFlows == null ? 24 : beaconFlows;
    beaconScore = beaconScore == null ? 0.7 : beaconScore;
    labelLength = labelLength == null ? 20 : labelLength;
    labelBits = labelBits == null ? 3.5 : labelBits;
    check(journeyKm > 0, "observations.journey-km", journeyKm, "it must be above 0");
    check(
        journeyKmPerHour > 0,
        "observations.journey-km-per-hour",
        journeyKmPerHour,
        "it must be above 0");
    check(beaconFlows > 1, "observations.beacon-flows", beaconFlows, "it must be above 1");
    check(
        beaconScore >= 0 && beaconScore <= 1,
        "observations.beacon-score",
        beaconScore,
        "it must be from 0 to 1");
    check(labelLength > 0, "observations.label-length", labelLength, "it must be above 0");
    check(labelBits >= 0, "observations.label-bits", labelBits, "it must be 0 or more");
  }
}
