package io.hawkshaw.generate;

import java.util.List;

/** The machines whose traffic is logged. */
final class Hosts {
  private static final Host.Network PRODUCTION_NET =
      new Host.Network("vpc-0a20b1c2d3e4f5061", "subnet-0b20c1d2e3f405162", "use1-az1");
  private static final Host.Network DEVELOPMENT_NET =
      new Host.Network("vpc-0a30b1c2d3e4f5061", "subnet-0b30c1d2e3f405162", "use1-az4");
  private static final Host.Network DATA_NET =
      new Host.Network("vpc-0a40b1c2d3e4f5061", "subnet-0b40c1d2e3f405162", "euw1-az2");
  private static final Host.Network FAR_NET =
      new Host.Network("vpc-0a90b1c2d3e4f5061", "subnet-0b90c1d2e3f405162", "apse1-az1");

  /** A Region in which the organization never worked before the intruder came. */
  static final Place FAR = new Place(Account.PRODUCTION, "ap-southeast-1");

  static final Host WEB_1 = production(1, "10.20.1.24");

  /** The machine that the intruder breaks into. */
  static final Host WEB_2 = production(2, "10.20.1.25");

  static final Host DATABASE = production(3, "10.20.2.40");
  static final Host WORKBENCH =
      new Host(
          Account.DEVELOPMENT.home(),
          DEVELOPMENT_NET,
          "i-0d3300000000000a1",
          "eni-0d3300000000000a1",
          "10.30.1.17");
  static final Host WAREHOUSE =
      new Host(
          Account.DATA.home(),
          DATA_NET,
          "i-0d4400000000000b1",
          "eni-0d4400000000000b1",
          "10.40.1.31");

  /** The machines that the intruder starts to mine on. */
  static final List<Host> MINERS = List.of(miner(1), miner(2), miner(3), miner(4));

  /** The machines of the shop, in whose role the application calls AWS. */
  static final List<Host> WEB = List.of(WEB_1, WEB_2);

  private Hosts() {}

  private static Host production(int number, String ip) {
    String tail = "0d220000000000" + "0c" + number;
    return new Host(Account.PRODUCTION.home(), PRODUCTION_NET, "i-" + tail, "eni-" + tail, ip);
  }

  private static Host miner(int number) {
    String tail = "0e660000000000" + "0d" + number;
    return new Host(FAR, FAR_NET, "i-" + tail, "eni-" + tail, "172.31.16." + (20 + number));
  }
}
