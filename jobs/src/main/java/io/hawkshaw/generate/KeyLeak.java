package io.hawkshaw.generate;

import io.hawkshaw.generate.SceneFindings.Api;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A user's long-term key leaks: probing, a second user as a way back, machines that mine. */
final class KeyLeak {
  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final int MINERS = 4;

  private final Scene scene;
  private final User user;
  private final Desk desk;

  private KeyLeak(Scene scene) {
    this.scene = scene;
    this.user = scene.user();
    Caller caller = new Caller(user.identity(), scene.intruder(), Agents.INTRUDER_SDK);
    this.desk = scene.desk(caller, scene.site().place());
  }

  static void play(Scene scene) {
    KeyLeak leak = new KeyLeak(scene);
    leak.probe();
    leak.rise();
    leak.mine();
  }

  private void probe() {
    scene
        .story()
        .called(
            "The leaked key is tried out from an address never seen before",
            desk.make(Operation.of("sts:GetCallerIdentity"), scene.at(0)));
    List<ApiCall> denied = scene.deny(desk, IntruderWork.PROBES, scene.at(60));
    scene.story().called("It is probed for permissions, and denied", denied);
    scene
        .story()
        .called(
            "What it may do is looked through",
            scene.make(desk, IntruderWork.DISCOVERY, scene.at(600)));
    new SceneFindings(scene)
        .key(
            "Discovery:IAMUser/AnomalousBehavior",
            2.0,
            user,
            new Api("iam", "ListUsers"),
            scene.at(660));
  }

  private void rise() {
    scene
        .story()
        .called(
            "The user gives itself the administrator policy",
            new UserAccount(desk, user).attachPolicy(ADMINISTRATOR, scene.at(1_000)));
    User back = User.of(user.account(), "svc-monitor-" + scene.dice().hex(4));
    UserAccount account = new UserAccount(desk, back);
    scene.touched(back.arn());
    scene
        .story()
        .called(
            "A user is created as a way back, with a key and the administrator policy",
            List.of(
                account.create(scene.at(1_100)),
                account.createAccessKey(scene.at(1_120)),
                account.attachPolicy(ADMINISTRATOR, scene.at(1_150))));
    new SceneFindings(scene)
        .key(
            "Persistence:IAMUser/AnomalousBehavior",
            5.0,
            user,
            new Api("iam", "CreateUser"),
            scene.at(1_100));
  }

  /** In a Region in which the organization does not work. */
  private void mine() {
    Place far = new Place(user.account(), "ap-southeast-1");
    Dice dice = scene.dice();
    Host.Network network =
        new Host.Network("vpc-0" + dice.hex(16), "subnet-0" + dice.hex(16), "apse1-az1");
    List<Host> miners =
        IntStream.range(0, MINERS)
            .mapToObj(
                n -> {
                  String tail = "0" + dice.hex(16);
                  return new Host(
                      far, network, "i-" + tail, "eni-" + tail, "172.31.16." + (20 + n));
                })
            .toList();
    miners.forEach(miner -> scene.touched(miner.instance()));
    Desk there = desk.at(far);
    scene
        .story()
        .called(
            "Large machines are started in a Region not used before",
            List.of(
                there.make(IntruderWork.KEY_PAIR, scene.at(1_300)),
                there.record(
                    there
                        .call(IntruderWork.runInstances(MINERS), scene.at(1_340))
                        .response(IntruderWork.reservation(miners)))));
    Instant first = scene.at(1_600);
    scene.story().seen(first, "flow", "The machines talk to a mining pool until the day ends");
    SceneNetwork.of(scene, miners).mine(first);
  }
}
