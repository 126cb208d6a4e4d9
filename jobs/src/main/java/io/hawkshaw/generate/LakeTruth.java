package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/** What was put into a generated lake, for tests and people to check their answers against. */
record LakeTruth(Organization organization, Tally tally) {

  ObjectNode document() {
    LakePlan plan = organization.plan();
    ObjectNode truth = Json.object().put("seed", plan.seed());
    plan.formats().forEach(format -> truth.withArray("formats").add(format.label()));
    truth
        .putObject("days")
        .put("first", plan.firstDay().toString())
        .put("last", plan.firstDay().plusDays(plan.size().days() - 1L).toString());
    LakePlan.Size size = plan.size();
    truth
        .putObject("ordinary_records")
        .put("calls", size.events())
        .put("calls_on_objects", size.objectCalls())
        .put("invocations", size.invocations())
        .put("audits", size.audits())
        .put("flows", size.flows())
        .put("queries", size.queries())
        .put("findings", size.findings());
    accounts(truth.putArray("accounts"));
    ArrayNode incidents = truth.putArray("incidents");
    for (int number = 0; number < plan.size().incidents(); number++) {
      incidents.add(new IncidentTruth(Scene.played(organization, number)).document());
    }
    changes(truth.putArray("normal_changes"));
    totals(truth.putArray("totals"));
    counts(truth.putArray("records"));
    return truth;
  }

  private void accounts(ArrayNode rows) {
    for (int number = 0; number < organization.accounts().size(); number++) {
      Account account = organization.accounts().get(number);
      ObjectNode row = rows.addObject().put("account", account.id()).put("name", account.name());
      int people = 0;
      int machines = 0;
      for (Site site : organization.sites(number)) {
        row.withArray("regions").add(site.place().region());
        people += site.people().choices().size();
        machines += site.hosts().choices().size();
      }
      row.put("people", people).put("machines", machines);
    }
  }

  private void changes(ArrayNode rows) {
    for (int number = 0; number < organization.accounts().size(); number++) {
      for (Site site : organization.sites(number)) {
        site.people().choices().forEach(colleague -> change(rows, site, colleague));
      }
    }
  }

  private static void change(ArrayNode rows, Site site, Colleague colleague) {
    Colleague.Changes changes = colleague.changes();
    if (changes.joins() != null) {
      change(rows, site, colleague, "joins", changes.joins());
    }
    if (changes.rotates() != null) {
      change(rows, site, colleague, "replaces the access key", changes.rotates())
          .put("access_key", colleague.user(changes.rotates()).accessKey());
    }
    if (changes.travels() != null) {
      change(rows, site, colleague, "travels for three days", changes.travels())
          .put("address", changes.hotel());
    }
  }

  private static ObjectNode change(
      ArrayNode rows, Site site, Colleague colleague, String what, LocalDate day) {
    return rows.addObject()
        .put("day", day.toString())
        .put("account", site.place().account().id())
        .put("principal", colleague.arn())
        .put("name", colleague.person().name())
        .put("what", what);
  }

  private void totals(ArrayNode rows) {
    tally.bySource().forEach((source, count) -> put(rows.addObject().put("source", source), count));
  }

  private void counts(ArrayNode rows) {
    tally
        .counts()
        .forEach(
            (slot, count) -> {
              ObjectNode row =
                  rows.addObject()
                      .put("source", slot.source())
                      .put("day", slot.day().toString())
                      .put("account", slot.account())
                      .put("region", slot.region());
              put(row, count);
            });
  }

  private static void put(ObjectNode row, Tally.Count count) {
    row.put("records", count.records())
        .put("distinct", count.records() - count.copies())
        .put("copies", count.copies());
  }
}
