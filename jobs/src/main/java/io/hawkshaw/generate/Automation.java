package io.hawkshaw.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The programs of the organization: the pipeline that deploys, and the shop on its machines. */
final class Automation {
  /** How long the credentials of a machine serve before EC2 hands it new ones. */
  private static final Duration SHIFT = Duration.ofHours(8);

  private final Events events;
  private final Dice dice;

  private Automation(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
  }

  static void tell(Events events, Dice dice) {
    Automation automation = new Automation(events, dice);
    for (LocalDate day : Calendar.days()) {
      for (int run = Calendar.isWeekend(day) ? 0 : dice.between(1, 2); run > 0; run--) {
        automation.deploy(dice.moment(Calendar.at(day, "08:30:00"), Calendar.at(day, "16:00:00")));
      }
      for (Host host : Hosts.WEB) {
        for (int hour = 0; hour < 24; hour += (int) SHIFT.toHours()) {
          automation.serve(host, Calendar.at(day, "00:05:00").plusSeconds(hour * 3600L));
        }
      }
    }
  }

  /** A run builds in the development account, then takes the deployment role of production. */
  private void deploy(Instant time) {
    String run = "run-" + dice.between(4000, 9000);
    String runner = "198.51.100." + dice.between(80, 89);
    Session build = Session.open(Roles.BUILD, run, time);
    Desk desk = new SignIn(events, dice).withWebIdentity(build, runner, Agents.CLI_LINUX);
    desk.make(Operation.of("sts:GetCallerIdentity"), time.plusSeconds(2));
    Session deployment = Session.open(Roles.DEPLOYMENT, run, time.plusSeconds(95));
    new Takeover(desk).across(deployment);
    Caller deployer = new Caller(deployment.identity(), runner, Agents.TERRAFORM);
    Place production = Account.PRODUCTION.home();
    Desk there = new Desk(events, dice, deployer, production);
    Instant step = deployment.since();
    for (Operation operation : Duties.DEPLOYMENT) {
      step = step.plusSeconds(dice.between(2, 60));
      there.make(operation.on(Inventory.things(production, dice)), step);
    }
  }

  /**
   * EC2 hands the role's credentials to a machine, whose program then works with them for hours.
   */
  private void serve(Host host, Instant time) {
    Session session = Session.open(Roles.SHOP, host.instance(), time).lasting(SHIFT);
    Caller ec2 = Caller.service("ec2.amazonaws.com");
    new Takeover(new Desk(events, dice, ec2, host.place())).within(session);
    Caller program = new Caller(session.identity(), host.ip(), Agents.JAVA_SDK);
    program.identity().withObject("/sessionContext").put("ec2RoleDelivery", "2.0");
    Desk desk = new Desk(events, dice, program, host.place());
    for (int call = dice.between(4, 6); call > 0; call--) {
      Operation operation = dice.pick(Duties.SHOP).on(Inventory.things(host.place(), dice));
      Instant moment = dice.moment(time.plusSeconds(30), time.plus(SHIFT).minusSeconds(1200));
      Call made = desk.call(operation, moment).extra("vpcEndpointId", "vpce-0a20b1c2d3e4f5061");
      desk.record(made);
    }
  }
}
