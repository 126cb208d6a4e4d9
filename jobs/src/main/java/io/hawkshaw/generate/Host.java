package io.hawkshaw.generate;

/** An EC2 instance with its one network interface. */
record Host(Place place, Network network, String instance, String networkInterface, String ip) {

  /** The subnet in which an interface stands. */
  record Network(String vpc, String subnet, String zone) {}
}
