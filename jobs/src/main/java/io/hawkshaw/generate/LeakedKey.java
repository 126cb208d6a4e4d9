package io.hawkshaw.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The first incident as CloudTrail tells it: the access key of a developer leaks, and within a day
 * its finder owns production.
 */
final class LeakedKey {
  static final LocalDate DAY = Calendar.october(16);
  static final String ADMINISTRATOR_POLICY = "arn:aws:iam::aws:policy/AdministratorAccess";

  /** The session of the deployment role that the intruder opens, for as long as a role allows. */
  static final Session DEPLOYMENT =
      Session.open(Roles.DEPLOYMENT, "run-7731", Calendar.at(DAY, "02:31:07"))
          .lasting(Duration.ofHours(12));

  static final Instant BACKDOOR_MADE = Calendar.at(DAY, "02:41:15");

  private static final Place PRODUCTION = Account.PRODUCTION.home();

  private final Events events;
  private final Dice dice;
  private final Story story;

  private LeakedKey(Events events, Dice dice, Story story) {
    this.events = events;
    this.dice = dice;
    this.story = story;
  }

  static void tell(Events events, Dice dice, Story story) {
    LeakedKey incident = new LeakedKey(events, dice, story);
    incident.probe();
    incident.takeProduction();
    incident.leaveBackdoor();
    incident.mine();
    incident.read();
    incident.runTask();
  }

  private void probe() {
    Desk desk = desk(new Caller(Users.JONAS.identity(), Addresses.INTRUDER, Agents.INTRUDER_SDK));
    Desk development = desk.at(Account.DEVELOPMENT.home());
    Instant time = at("02:11:07");
    story.called(
        "The leaked key of jonas is tried out from an address never seen before",
        development.make(Operation.of("sts:GetCallerIdentity"), time));
    List<ApiCall> denied = new ArrayList<>();
    time = at("02:12:20");
    for (Operation operation : IntruderWork.PROBES) {
      denied.add(development.deny(operation, time));
      time = time.plusSeconds(dice.between(4, 17));
    }
    story.called("It is probed for permissions: " + denied.size() + " operations denied", denied);
    story.called(
        "Two reads are allowed",
        List.of(
            development.make(Operation.of("ec2:DescribeInstances"), at("02:18:41")),
            development.make(
                new Operation("iam", "GetRole", "{\"roleName\":\"ci-build\"}", null),
                at("02:19:30"))));
    Takeover.Pair pair = new Takeover(development).across(DEPLOYMENT);
    story.called(
        "The deployment role of production is taken across accounts; two records, one shared id",
        List.of(pair.caller(), pair.owner()));
  }

  private void takeProduction() {
    Desk desk = deployer(PRODUCTION);
    List<ApiCall> calls = new ArrayList<>();
    Instant time = at("02:33:10");
    for (Operation operation : IntruderWork.DISCOVERY) {
      calls.add(desk.make(operation, time));
      time = time.plusSeconds(dice.between(3, 30));
    }
    story.called("The issued key is used in production to look around", calls);
    story.called(
        "CloudTrail logging of the production trail is stopped",
        desk.record(
            desk.call("cloudtrail:StopLogging", at("02:47:52"))
                .request(
                    "{\"name\":\"arn:aws:cloudtrail:us-east-1:222233334444:trail/production\"}")));
    story.called(
        "Port 22 is opened to the whole internet",
        desk.make(IntruderWork.OPEN_SSH, at("04:18:02")));
  }

  private void leaveBackdoor() {
    UserAccount backdoor = new UserAccount(deployer(PRODUCTION), Users.BACKDOOR);
    story.called(
        "The IAM user svc-backup is created as a way back, with a key, a password and the"
            + " administrator policy",
        List.of(
            backdoor.create(BACKDOOR_MADE),
            backdoor.createAccessKey(at("02:41:38")),
            backdoor.attachPolicy(ADMINISTRATOR_POLICY, at("02:42:06")),
            backdoor.createLoginProfile(at("02:42:49"))));
  }

  private void mine() {
    Desk desk = deployer(Hosts.FAR);
    List<ApiCall> calls = new ArrayList<>();
    calls.add(desk.make(Operation.of("ec2:DescribeVpcs"), at("02:57:44")));
    calls.add(desk.make(IntruderWork.KEY_PAIR, at("02:58:10")));
    calls.add(
        desk.record(
            desk.call(IntruderWork.runInstances(16), at("02:58:33"))
                .failing("Client.VcpuLimitExceeded", "You have requested more vCPU capacity.")));
    calls.add(
        desk.record(
            desk.call(IntruderWork.runInstances(Hosts.MINERS.size()), at("02:59:05"))
                .response(IntruderWork.reservation(Hosts.MINERS))));
    story.called("Four large instances are started to mine in a Region not used before", calls);
  }

  private void read() {
    Desk desk = deployer(PRODUCTION);
    List<ApiCall> secrets = new ArrayList<>();
    Instant time = at("03:20:00");
    for (Operation operation : IntruderWork.SECRETS) {
      secrets.add(desk.make(operation, time));
      time = time.plusSeconds(dice.between(5, 40));
    }
    story.called("Secrets are read", secrets);
    List<ApiCall> bucket = new ArrayList<>();
    time = at("03:32:00");
    for (Operation operation : IntruderWork.BUCKET) {
      bucket.add(desk.make(operation, time));
      time = time.plusSeconds(dice.between(5, 40));
    }
    story.called("The bucket prod-customer-exports is studied and opened", bucket);
  }

  private void runTask() {
    Desk desk = deployer(PRODUCTION);
    story.called(
        "A Fargate task is run in the cluster prod-batch",
        List.of(
            desk.make(IntruderWork.TASK_DEFINITION, at("07:38:12")),
            desk.make(IntruderWork.RUN_TASK, at("07:40:03"))));
  }

  private Desk deployer(Place place) {
    Caller caller = new Caller(DEPLOYMENT.identity(), Addresses.INTRUDER, Agents.INTRUDER_SDK);
    return desk(caller).at(place);
  }

  private Desk desk(Caller caller) {
    return new Desk(events, dice, caller, PRODUCTION);
  }

  private static Instant at(String time) {
    return Calendar.at(DAY, time);
  }
}
