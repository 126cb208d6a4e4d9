package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * The data events of a site in a quarter of an hour: calls on the objects of its buckets and
 * invocations of its functions. Programs make most of them, with few kinds of calls on many things.
 *
 * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
final class SiteData {
  private static final double DENIED = 0.004;
  private static final double FAILING = 0.03;
  private static final Zipf<String> WRITERS =
      Zipf.of(
          List.of(
              "delivery.logs.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com"));
  private static final Zipf<String> INVOKERS =
      Zipf.of(
          List.of(
              "apigateway.amazonaws.com",
              "events.amazonaws.com",
              "s3.amazonaws.com",
              "sns.amazonaws.com"));

  private final Quarter quarter;
  private final Site site;
  private final Events events;
  private final Dice dice;

  SiteData(Quarter quarter, Events events, Dice dice) {
    this.quarter = quarter;
    this.site = quarter.site();
    this.events = events;
    this.dice = dice;
  }

  /** Tells so many calls on objects. */
  void touchObjects(long count) {
    for (long call = 0; call < count; call++) {
      double chance = dice.share();
      if (chance < 0.15) {
        touch(Caller.service(WRITERS.pick(dice)), "objects of services");
      } else if (chance < 0.15 + 0.1 * quarter.busy()) {
        Colleague colleague = site.people().pick(dice);
        boolean works = colleague.works(quarter.day());
        touch(works ? quarter.caller(colleague) : program(), "objects of people");
      } else {
        touch(program(), "objects of programs");
      }
    }
  }

  /** Tells so many invocations. */
  void invoke(long count) {
    for (long call = 0; call < count; call++) {
      boolean isEvent = dice.chance(0.8);
      invoke(isEvent ? Caller.service(INVOKERS.pick(dice)) : program(), isEvent);
    }
  }

  private Caller program() {
    return quarter.program(site.hosts().pick(dice));
  }

  private void touch(Caller caller, String section) {
    Task task = Catalogue.ONE.tasks(section).pick(dice);
    Operation operation = task.operation();
    Desk desk = new Desk(events, dice, caller, site.place());
    Call call = desk.call(operation, moment());
    ObjectNode request = task.request().fill(new Things(site, dice));
    String bucket = "arn:aws:s3:::" + request.get("bucketName").textValue();
    if (request.has("key")) {
      call.resource("AWS::S3::Object", bucket + "/" + request.get("key").textValue());
    }
    long bytes = (long) (40_000 * dice.spread(2));
    call.request(request)
        .resource(site.place().account(), "AWS::S3::Bucket", bucket)
        .extra(
            "additionalEventData", Transfer.of(dice, in(operation, bytes), out(operation, bytes)))
        .onData();
    if (dice.chance(DENIED)) {
      call.failing("AccessDenied", "Access Denied");
    } else if (operation.error() != null && dice.chance(FAILING)) {
      call.failing(operation.error(), "The request was refused.");
    }
    desk.record(call);
  }

  private static long in(Operation operation, long bytes) {
    return operation.isRead() ? 0 : bytes;
  }

  private static long out(Operation operation, long bytes) {
    return operation.isRead() ? bytes : 0;
  }

  private void invoke(Caller caller, boolean isEvent) {
    Task task = Catalogue.ONE.tasks("invocations").pick(dice);
    Desk desk = new Desk(events, dice, caller, site.place());
    ObjectNode request = task.request().fill(new Things(site, dice));
    request.put("invocationType", isEvent ? "Event" : "RequestResponse");
    String function = request.get("functionName").textValue();
    desk.record(
        desk.call(task.operation(), moment())
            .request(request)
            .resource(site.place().account(), "AWS::Lambda::Function", function)
            .extra(
                "additionalEventData", Json.object().put("functionVersion", function + ":$LATEST"))
            .onData());
  }

  private Instant moment() {
    return quarter.moment(dice, 1);
  }
}
