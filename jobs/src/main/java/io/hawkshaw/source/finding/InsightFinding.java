package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.lake.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads a CloudTrail Insights event: that an account called an API, or met its errors, unusually
 * often. An Insight has an event when it starts and another when it ends; both are versions of one
 * finding, which their shared id names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html">
 *     CloudTrail record contents for Insights events</a>
 */
public final class InsightFinding {
  private static final String PRODUCT = "CloudTrail Insights";

  /** From so many times the usual rate on, an Insight is MEDIUM. */
  private static final double MEDIUM_FROM = 10;

  private final View event;
  private final View details;
  private final View statistics;

  private InsightFinding(View event) {
    this.event = event;
    this.details = event.at("insightDetails");
    this.statistics = details.at("insightContext", "statistics");
  }

  /** The one Insights event in this JSON, with or without the envelope of EventBridge. */
  public static Finding of(JsonNode json) throws RefusedFinding {
    return new InsightFinding(View.of(FindingEnvelope.only(json))).read();
  }

  private Finding read() throws RefusedFinding {
    if (!details.node().isObject()) {
      throw new RefusedFinding(
          "An Insights event needs insightDetails; this has none, its eventType is %s."
              .formatted(event.text("eventType")));
    }
    String id = View.first(event.text("sharedEventID"), event.text("eventID"));
    if (id == null) {
      throw new RefusedFinding("An Insights event needs an id; this has none.");
    }
    Instant time = Times.first(event.at("eventTime"));
    if (time == null) {
      throw new RefusedFinding("A finding needs a time; this has none that can be read.");
    }
    Place place = Place.of(null, event.text("awsRegion"), event.text("recipientAccountId"));
    Severity severity = severity();
    return new Finding(
        id,
        PRODUCT,
        details.text("insightType"),
        title(),
        description(),
        severity.name(),
        severity.lowest(),
        "NEW",
        place.account(),
        place.region(),
        List.of(),
        roster(place).entities(),
        List.of(),
        isEnd() ? time.minus(duration()) : time,
        time,
        time,
        isEnd() ? 2 : 1,
        DetailText.of(details.node()));
  }

  private boolean isEnd() {
    return "End".equalsIgnoreCase(details.text("state"));
  }

  /** How long it lasted, in minutes; a year at most, since no Insight outlives its baseline. */
  private Duration duration() {
    Double minutes = statistics.number("insightDuration");
    boolean isSound =
        minutes != null && minutes >= 0 && minutes <= Duration.ofDays(365).toMinutes();
    return isSound ? Duration.ofMinutes(Math.round(minutes)) : Duration.ZERO;
  }

  /**
   * AWS gives Insights no severity. What departs from the usual without a verdict is LOW; MEDIUM
   * where the rate was at least ten times the usual one, or nothing was usual.
   */
  private Severity severity() {
    Double usual = statistics.number("baseline", "average");
    Double seen = statistics.number("insight", "average");
    if (usual == null || seen == null) {
      return Severity.LOW;
    }
    return seen >= MEDIUM_FROM * usual ? Severity.MEDIUM : Severity.LOW;
  }

  private String title() {
    String error = details.text("errorCode");
    String what = isOfErrors() ? View.first(error, "errors") + " from" : "calls of";
    return "Unusual rate of %s %s (%s)"
        .formatted(what, details.text("eventName"), details.text("eventSource"));
  }

  private String description() {
    return "%s a minute, where %s are usual."
        .formatted(statistics.text("insight", "average"), statistics.text("baseline", "average"));
  }

  private boolean isOfErrors() {
    return "ApiErrorRateInsight".equalsIgnoreCase(details.text("insightType"));
  }

  /** Those who called while it lasted; the baseline names those who always do. */
  private Roster roster(Place place) {
    Roster roster = new Roster();
    roster.addAccount(place.account(), Role.TARGET);
    for (View attribution : details.items("insightContext", "attributions")) {
      if ("userIdentityArn".equalsIgnoreCase(attribution.text("attribute"))) {
        for (View identity : attribution.items("insight")) {
          roster.addArn(identity.text("value"), Role.ACTOR);
        }
      }
    }
    return roster;
  }
}
