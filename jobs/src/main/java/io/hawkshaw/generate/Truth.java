package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.Faults.Fault;
import io.hawkshaw.generate.Oddities.Oddity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was put into the lake, for tests and people to check their answers against. */
record Truth(
    long seed, List<Story> stories, List<Oddity> oddities, List<Fault> faults, Manifest manifest) {

  ObjectNode document() {
    ObjectNode truth = Json.object().put("seed", seed);
    truth
        .putObject("days")
        .put("first", Calendar.FIRST_DAY.toString())
        .put("last", Calendar.LAST_DAY.toString());
    ObjectNode accounts = truth.putObject("accounts");
    for (Account account : Account.SAMPLE) {
      accounts.put(account.name().toLowerCase(Locale.ROOT), account.id());
    }
    ArrayNode incidents = truth.putArray("incidents");
    stories.forEach(story -> incidents.add(incident(story)));
    truth.set("normal_changes", NormalChanges.document());
    hostileStrings(truth.putArray("odd_records"));
    faults(truth.putArray("faults"));
    totals(truth.putArray("totals"));
    counts(truth.putArray("records"));
    return truth;
  }

  private static ObjectNode incident(Story story) {
    ObjectNode incident =
        Json.object()
            .put("name", story.name())
            .put("title", story.title())
            .put("first_time", story.steps().get(0).time().toString())
            .put("last_time", story.lastTime().toString());
    story.days().forEach(day -> incident.withArray("days").add(day.toString()));
    incident.setAll(Cast.of(story));
    steps(incident.putArray("steps"), story);
    return incident;
  }

  /** The steps of a story, in their order, each with the ids of its events. */
  static void steps(ArrayNode steps, Story story) {
    for (Story.Step step : story.steps()) {
      ObjectNode row =
          steps
              .addObject()
              .put("time", step.time().toString())
              .put("source", step.source())
              .put("what", step.what());
      step.eventIds().forEach(row.putArray("event_ids")::add);
    }
  }

  private void hostileStrings(ArrayNode rows) {
    for (Oddity oddity : oddities) {
      rows.addObject()
          .put("kind", oddity.kind())
          .put("value", oddity.value())
          .put("account", oddity.call().place().account().id())
          .put("time", oddity.call().time().toString())
          .put("event_id", oddity.call().id());
    }
  }

  private void faults(ArrayNode rows) {
    for (Fault fault : faults) {
      ObjectNode row =
          rows.addObject()
              .put("kind", fault.kind())
              .put("source", fault.source())
              .put("file", fault.file())
              .put("records", fault.records());
      fault.eventIds().forEach(row.putArray("event_ids")::add);
    }
  }

  /** The records of each source over all days, places summed. */
  Map<String, int[]> sums() {
    Map<String, int[]> sums = new TreeMap<>();
    for (Manifest.Count count : manifest.counts()) {
      int[] sum = sums.computeIfAbsent(count.slot().source(), source -> new int[2]);
      sum[0] += count.records();
      sum[1] += count.distinct();
    }
    return sums;
  }

  private void totals(ArrayNode rows) {
    sums()
        .forEach(
            (source, sum) ->
                rows.addObject()
                    .put("source", source)
                    .put("records", sum[0])
                    .put("distinct", sum[1]));
  }

  private void counts(ArrayNode rows) {
    for (Manifest.Count count : manifest.counts()) {
      rows.addObject()
          .put("source", count.slot().source())
          .put("day", count.slot().day().toString())
          .put("account", count.slot().account())
          .put("region", count.slot().region())
          .put("records", count.records())
          .put("distinct", count.distinct());
    }
  }
}
