package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The API calls of a site in a quarter of an hour.
 *
 * <p>The shape is that of six measured trails: services make 85 to 90 of 100 calls, under their own
 * names or {@code AWS Internal} and without an address; many take a role for a single call, so that
 * half of the access keys live for one; S3 calls carry 245 bytes of additional data; KMS and S3
 * calls name resources; responses are null in seven of ten; services look for what is not there
 * more often than people; records have 1.4 KB at the median, 1.6 KB at the ninth decile, and 190
 * bytes compressed. Requests are shorter than measured, 120 bytes against 280 at the median, since
 * calls on the objects of buckets, whose requests are the long ones, are data events.
 */
final class SiteCalls {
  private static final double DENIED = 0.004;
  private final Quarter quarter;
  private final Site site;
  private final Events events;
  private final Dice dice;
  private final boolean isRelease;

  SiteCalls(Quarter quarter, Events events, Dice dice, boolean isRelease) {
    this.quarter = quarter;
    this.site = quarter.site();
    this.events = events;
    this.dice = dice;
    this.isRelease = isRelease;
  }

  /** Tells so many calls. */
  void tell(long count) {
    List<ApiCall> calls = events.apiCalls();
    long until = calls.size() + count;
    double busy = quarter.busy();
    double service = 0.86 / 2.8;
    double program = (0.05 + 0.05 * busy) / 3;
    double release = (isRelease ? 2.5 : 0.05 * busy) / 14;
    double person = 0.09 * busy + 0.001;
    double sum = service + program + release + person;
    signIns();
    while (calls.size() < until) {
      double chance = dice.share() * sum;
      if (chance < service) {
        service();
      } else if (chance < service + program) {
        program();
      } else if (chance < service + program + release) {
        release();
      } else {
        person();
      }
    }
    calls.subList((int) until, calls.size()).clear();
  }

  /** People whose day begins now take their role through the company's identity provider. */
  private void signIns() {
    for (Colleague colleague : site.people().choices()) {
      LocalDate day = quarter.day();
      boolean begins = colleague.firstQuarter(day) == quarter.number() && colleague.works(day);
      if (begins && !colleague.isUser() && !Calendar.isWeekend(day)) {
        Session session = colleague.session(day, quarter.number());
        new SignIn(events, dice)
            .withSaml(session, colleague.address(day), colleague.person().agent());
      }
    }
  }

  private void service() {
    Catalogue.Service service = Catalogue.ONE.services().pick(dice);
    Instant time = quarter.moment(dice, 60);
    Caller itself = Caller.service(service.principal());
    if (service.role() == null) {
      call(desk(itself), service.tasks().pick(dice), time, 0.4);
      return;
    }
    Role role = Role.serviceLinked(site.place().account(), service.principal(), service.role());
    Session session = open(role, service.principal().replace(".amazonaws.com", ""), time);
    take(desk(itself), session);
    Caller caller = Caller.service(service.principal(), session);
    Desk desk = desk(dice.chance(0.3) ? caller.internal() : caller);
    // Most sessions of services serve for one call, even of those that sometimes make many.
    boolean isShort = dice.chance(0.6);
    int calls = isShort ? 1 : 1 + (int) (service.calls() * dice.share() * 2);
    for (int call = 0; call < calls; call++) {
      call(desk, service.tasks().pick(dice), time.plusSeconds(1 + call / 4), 0.4);
    }
  }

  /** A machine calls with the keys of its shift, or a function with keys of its own. */
  private void program() {
    Instant time = quarter.moment(dice, 40);
    Host host = site.hosts().pick(dice);
    Role role = Role.of(site.place().account(), site.stock("role").pick(dice));
    Caller caller = quarter.program(host);
    if (!dice.chance(0.6)) {
      Session session = open(role, site.stock("function").pick(dice), time);
      take(desk(Caller.service("lambda.amazonaws.com")), session);
      caller = new Caller(session.identity(), host.ip(), caller.agent());
    }
    Desk desk = desk(caller);
    for (int call = dice.between(1, 4); call > 0; call--) {
      call(desk, Catalogue.ONE.tasks("program").pick(dice), time.plusSeconds(call * 9L), 0.03);
    }
  }

  /** A pipeline signs in with the token of its run, and changes what it is there to change. */
  private void release() {
    Instant time = quarter.moment(dice, 300);
    String stack = site.stock("stack").pick(dice);
    Role role = Role.of(site.place().account(), "deploy-" + stack);
    Session session = open(role, "run-" + dice.between(10_000, 99_999), time);
    String runner = "198.51.100." + dice.between(80, 120);
    new SignIn(events, dice).withWebIdentity(session, runner, Agents.CLI_LINUX);
    Desk desk = desk(new Caller(session.identity(), runner, Agents.TERRAFORM));
    for (int call = dice.between(6, 20); call > 0; call--) {
      Instant moment = time.plusSeconds(dice.between(2, 290));
      call(desk, Catalogue.ONE.tasks("release").pick(dice), moment, 0.05);
    }
  }

  private void person() {
    Colleague colleague = site.people().pick(dice);
    if (!colleague.works(quarter.day())) {
      return;
    }
    Instant time = quarter.moment(dice, 10);
    call(desk(quarter.caller(colleague)), colleague.tasks().pick(dice), time, 0.06);
  }

  private Desk desk(Caller caller) {
    return new Desk(events, dice, caller, site.place());
  }

  private Session open(Role role, String name, Instant time) {
    String key = "ASIA" + dice.base32(9) + "EXAMPLE";
    return new Session(role, name, key, time, Duration.ofHours(1));
  }

  private void take(Desk desk, Session session) {
    ObjectNode response = session.issued();
    response.withObject("/credentials").put("sessionToken", dice.base32(220));
    desk.record(
        desk.call("sts:AssumeRole", session.since())
            .request(
                Json.object()
                    .put("roleArn", session.role().arn())
                    .put("roleSessionName", session.name()))
            .response(response)
            .resource(session.role().account(), "AWS::IAM::Role", session.role().arn())
            .extra("sharedEventID", dice.uuid()));
  }

  private void call(Desk desk, Task task, Instant time, double failing) {
    Operation operation = task.operation();
    Things things = new Things(site, dice);
    ObjectNode request = task.request().fill(things);
    Call call = desk.call(operation, time);
    if (request != null) {
      call.request(request);
    }
    if (operation.service().equals("s3")) {
      onBucket(call, request);
    } else if (operation.service().equals("kms") && request != null && request.has("keyId")) {
      call.resource(site.place().account(), "AWS::KMS::Key", keyArn(request));
    }
    if (operation.error() != null && dice.chance(failing)) {
      call.failing(operation.error(), "The request was refused.");
    } else if (dice.chance(DENIED)) {
      desk.deny(operation.bare(), time);
      return;
    } else if (!operation.isRead() && request != null) {
      call.response(Json.object().put("requestId", dice.uuid()).put("_return", true));
    }
    desk.record(call);
  }

  private void onBucket(Call call, ObjectNode request) {
    call.extra("additionalEventData", Transfer.of(dice, 0, dice.between(0, 4000)));
    if (request != null && request.has("bucketName")) {
      String bucket = request.get("bucketName").textValue();
      call.resource(site.place().account(), "AWS::S3::Bucket", "arn:aws:s3:::" + bucket);
    }
  }

  private String keyArn(ObjectNode request) {
    String key = request.get("keyId").textValue();
    Place place = site.place();
    return key.startsWith("arn:")
        ? key
        : "arn:aws:kms:%s:%s:key/%s".formatted(place.region(), place.account().id(), key);
  }
}
