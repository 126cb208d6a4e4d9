package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rest of the first incident: the intruder comes back by the backdoor, until he is stopped. */
final class IntruderReturn {
  private static final LocalDate DAY = LeakedKey.DAY;
  private static final Place PRODUCTION = Account.PRODUCTION.home();

  private final Events events;
  private final Dice dice;
  private final Story story;

  private IntruderReturn(Events events, Dice dice, Story story) {
    this.events = events;
    this.dice = dice;
    this.story = story;
  }

  static void tell(Events events, Dice dice, Story story) {
    IntruderReturn incident = new IntruderReturn(events, dice, story);
    incident.comeBackByConsole();
    incident.comeBackByKey();
    incident.isStopped();
  }

  private void comeBackByConsole() {
    User user = Users.BACKDOOR;
    String browser = Agents.INTRUDER_BROWSER;
    Desk stranger = desk(new Caller(user.refusedIdentity(), Addresses.INTRUDER, browser));
    Desk guest = desk(new Caller(user.admittedIdentity(), Addresses.INTRUDER, browser));
    Instant signedIn = at("14:06:21");
    story.called(
        "The console is entered as svc-backup without a second factor, at the second try",
        List.of(
            stranger.record(
                stranger.call("signin:ConsoleLogin", at("14:05:37")).signIn("Failure", "No")),
            guest.record(guest.call("signin:ConsoleLogin", signedIn).signIn("Success", "No"))));
    Desk inside =
        desk(new Caller(user.consoleIdentity(signedIn, "false"), Addresses.INTRUDER, browser));
    List<ApiCall> clicks = new ArrayList<>();
    Instant time = signedIn.plusSeconds(40);
    for (Operation operation : IntruderWork.CLICKS) {
      clicks.add(
          inside.record(
              inside.call(operation, time).extra("sessionCredentialFromConsole", "true")));
      time = time.plusSeconds(dice.between(5, 90));
    }
    story.called("Costs, instances and alarms are looked at in the console", clicks);
  }

  private void comeBackByKey() {
    Caller leaked = new Caller(Users.JONAS.identity(), Addresses.INTRUDER, Agents.INTRUDER_SDK);
    Desk development = desk(leaked).at(Account.DEVELOPMENT.home());
    List<ApiCall> tries = new ArrayList<>();
    for (int second = 0; second < 60; second += 15) {
      Operation operation = IntruderWork.PROBES.get(second / 15);
      tries.add(development.deny(operation, at("23:58:40").plusSeconds(second)));
    }
    story.called("The leaked key is tried again just before midnight, and denied", tries);
    Caller caller = new Caller(Users.BACKDOOR.identity(), Addresses.INTRUDER, Agents.INTRUDER_SDK);
    Desk desk = desk(caller);
    List<ApiCall> calls = new ArrayList<>();
    Instant time = at("23:56:10");
    for (Operation operation : IntruderWork.NIGHT) {
      calls.add(desk.make(operation, time));
      time = time.plusSeconds(70);
    }
    story.called("The key of svc-backup works across midnight", calls);
    story.called(
        "The miners are counted once more",
        desk.at(Hosts.FAR)
            .make(Operation.of("ec2:DescribeInstances"), Calendar.at(DAY.plusDays(1), "06:40:18")));
  }

  private void isStopped() {
    LocalDate day = DAY.plusDays(1);
    Caller maria = new Caller(Users.MARIA.identity(), People.MARIA.home(), Agents.CLI_MAC);
    Desk development = desk(maria).at(Account.DEVELOPMENT.home());
    ApiCall key =
        new UserAccount(development, Users.JONAS).deactivateAccessKey(Calendar.at(day, "11:30:09"));
    Session session =
        Session.open(Roles.POWER_USER, People.PRIYA.name(), Calendar.at(day, "11:36:50"));
    Desk production =
        new SignIn(events, dice).withSaml(session, People.PRIYA.home(), Agents.CLI_MAC);
    UserAccount backdoor = new UserAccount(production, Users.BACKDOOR);
    story.called(
        "maria and priya stop it: the keys are switched off, the policy detached, the miners ended",
        List.of(
            key,
            backdoor.deactivateAccessKey(Calendar.at(day, "11:38:20")),
            backdoor.detachPolicy(LeakedKey.ADMINISTRATOR_POLICY, Calendar.at(day, "11:39:02")),
            production
                .at(Hosts.FAR)
                .make(IntruderWork.terminate(Hosts.MINERS), Calendar.at(day, "11:41:30")),
            production.make(
                new Operation("cloudtrail", "StartLogging", "{\"name\":\"production\"}", null),
                Calendar.at(day, "11:44:12"))));
  }

  private Desk desk(Caller caller) {
    return new Desk(events, dice, caller, PRODUCTION);
  }

  private static Instant at(String time) {
    return Calendar.at(DAY, time);
  }
}
