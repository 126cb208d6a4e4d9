package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Well-formed records that are odd all the same: written by an attacker, or by a wrong clock. */
final class Oddities {
  static final String MARKUP_BUCKET = "reports-<script>alert(1)</script>";
  static final String FORMULA_AGENT = "=cmd|' /C calc'!A0";
  static final String CONTROL_SESSION = "build\u001b[31m\nroot";
  static final String QUOTED_SESSION = "x'; DROP TABLE activity;--";

  /** The day on whose path the records with wrong or late times are delivered. */
  static final LocalDate DELIVERED = Calendar.october(13);

  /** One odd record: of what kind, the string or time that is odd, and which event it is. */
  record Oddity(String kind, String value, ApiCall call) {}

  private final Events events;
  private final Dice dice;
  private final List<Oddity> told = new ArrayList<>();

  private Oddities(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
  }

  static List<Oddity> tell(Events events, Dice dice) {
    Oddities oddities = new Oddities(events, dice);
    oddities.hostileStrings();
    oddities.withoutCaller();
    oddities.impossibleTimes();
    return oddities.told;
  }

  private void hostileStrings() {
    Desk tom = development(Users.TOM.rotated().identity(), Agents.BOTO);
    ObjectNode bucket = Json.object().put("bucketName", MARKUP_BUCKET);
    told.add(
        new Oddity(
            "markup_in_bucket_name",
            MARKUP_BUCKET,
            tom.record(
                tom.call("s3:PutBucketTagging", at(13, "13:05:10"))
                    .request(bucket)
                    .failing("NoSuchBucket", "The specified bucket does not exist"))));
    Desk formula = development(Users.LENA.identity(), FORMULA_AGENT);
    told.add(
        new Oddity(
            "formula_in_user_agent",
            FORMULA_AGENT,
            formula.make(Operation.of("s3:ListBuckets"), at(13, "13:12:44"))));
    Session control = Session.open(Roles.BUILD, CONTROL_SESSION, at(13, "09:40:00"));
    told.add(
        new Oddity(
            "control_characters_in_session_name",
            CONTROL_SESSION,
            development(control.identity(), Agents.CLI_LINUX)
                .make(Operation.of("sts:GetCallerIdentity"), at(13, "09:40:05"))));
    Session quoted = Session.open(Roles.DEPLOYMENT, QUOTED_SESSION, at(14, "10:20:00"));
    Caller caller = new Caller(quoted.identity(), "198.51.100.81", Agents.CLI_LINUX);
    told.add(
        new Oddity(
            "sql_quotes_in_session_name",
            QUOTED_SESSION,
            new Desk(events, dice, caller, Account.PRODUCTION.home())
                .make(Operation.of("sts:GetCallerIdentity"), at(14, "10:20:03"))));
  }

  /** An event of a service that tells neither the type of its identity nor an ARN. */
  private void withoutCaller() {
    ObjectNode identity =
        Json.object()
            .put("accountId", Account.DEVELOPMENT.id())
            .put("invokedBy", "secretsmanager.amazonaws.com");
    Caller nobody =
        new Caller(identity, "secretsmanager.amazonaws.com", "secretsmanager.amazonaws.com");
    Desk desk = new Desk(events, dice, nobody, Account.DEVELOPMENT.home());
    for (String name : List.of("StartSecretVersionDelete", "EndSecretVersionDelete")) {
      ObjectNode details = Json.object().put("secretId", "dev/orders-db");
      Call call =
          desk.call("secretsmanager:" + name, at(13, "04:00:10"))
              .extra("eventType", "AwsServiceEvent")
              .extra("serviceEventDetails", details);
      told.add(new Oddity("no_identity_type", name, desk.record(call)));
    }
  }

  private void impossibleTimes() {
    for (String time : List.of("1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z")) {
      told.add(new Oddity("impossible_time", time, delayed(Instant.parse(time))));
    }
    Instant late = at(10, "16:20:31");
    told.add(new Oddity("late_event", late.toString(), delayed(late)));
  }

  /** A call that is delivered on another day than that on which its clock says it was made. */
  private ApiCall delayed(Instant time) {
    Caller tom = new Caller(Users.TOM.rotated().identity(), People.TOM.home(), Agents.BOTO);
    Desk desk = new Desk(new Events(), dice, tom, Account.DEVELOPMENT.home());
    ApiCall call = desk.make(Operation.of("s3:ListBuckets"), time);
    events.delayed().add(call);
    return call;
  }

  private Desk development(ObjectNode identity, String agent) {
    Caller caller = new Caller(identity, People.TOM.home(), agent);
    return new Desk(events, dice, caller, Account.DEVELOPMENT.home());
  }

  private static Instant at(int day, String time) {
    return Calendar.at(Calendar.october(day), time);
  }
}
