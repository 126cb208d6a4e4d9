package io.hawkshaw.generate;

import io.hawkshaw.generate.SceneFindings.Api;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Instant;
import java.util.List;

/** A machine is broken into: beacons, data in names, and its credentials used from outside. */
final class Implant {
  private static final int BEACON_SECONDS = 60;
  private static final int LEAKING_QUERIES = 240;

  private Implant() {}

  static void play(Scene scene) {
    List<Host> all = scene.site().hosts().choices();
    Host host = all.get(scene.dice().between(0, all.size() - 1));
    scene.touched(host.instance());
    guess(scene, host);
    SceneNetwork network = SceneNetwork.of(scene, List.of(host));
    Instant first = scene.at(1_500);
    scene.story().seen(first, "flow", "A beacon every 60 seconds to the command server");
    network.beacon(first, BEACON_SECONDS);
    scene.story().seen(scene.at(4_000), "dns", "Data leaves in the labels of TXT queries");
    network.leak(scene.at(4_000), LEAKING_QUERIES);
    exfiltrate(scene, host);
    String domain = scene.commandDomain();
    new SceneFindings(scene)
        .name("Backdoor:EC2/C&CActivity.B!DNS", host, domain, first, scene.at(9_000), 5);
  }

  private static void guess(Scene scene, Host host) {
    Traffic traffic = new Traffic(scene.events(), host);
    scene.story().seen(scene.at(0), "flow", "SSH passwords are guessed, then a long session");
    for (int guess = 0; guess < 90; guess++) {
      int port = scene.dice().between(32_768, 60_999);
      Exchange exchange = Exchange.tcp(scene.at(guess * 12), 9, 12, 2_300);
      traffic.accept(scene.intruder(), port, 22, exchange);
    }
    for (int minute = 0; minute < 6; minute++) {
      Exchange exchange = Exchange.tcp(scene.at(1_200 + minute * 60), 59, 500, 190_000);
      traffic.accept(scene.intruder(), 51_514, 22, exchange);
    }
  }

  /** The credentials of the machine's role, which only the machine should use. */
  private static void exfiltrate(Scene scene, Host host) {
    Place place = host.place();
    Role role = Role.of(place.account(), "instance-" + host.instance().substring(2, 4));
    Session session = Session.open(role, host.instance(), scene.at(5_000));
    Desk ec2 = scene.desk(Caller.service("ec2.amazonaws.com"), place);
    new Takeover(ec2).within(session);
    Caller outside = new Caller(session.identity(), scene.intruder(), Agents.INTRUDER_SDK);
    List<ApiCall> calls =
        scene.make(scene.desk(outside, place), IntruderWork.DISCOVERY, scene.at(5_400));
    scene.story().called("The machine's credentials are used from outside", calls);
    new SceneFindings(scene)
        .key(
            "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
            8.0,
            session,
            new Api("sts", "GetCallerIdentity"),
            scene.at(5_400));
  }
}
