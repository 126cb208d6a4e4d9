package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;

/** Names what runtime monitoring saw on a machine or in a container: processes and files. */
record RuntimeDetails(Roster roster) {

  /** The process that did it with those it came from, then those it touched. */
  void collect(View runtime) {
    process(runtime.at("process"), Role.ACTOR);
    View context = runtime.at("context");
    process(context.at("modifyingProcess"), Role.ACTOR);
    process(context.at("targetProcess"), Role.TARGET);
    roster.addHash(context.text("moduleSha256"), Role.TARGET);
  }

  /** A process and, as its lineage, those that started it. */
  void process(View process, Role role) {
    add(process, role);
    process.items("lineage").forEach(ancestor -> add(ancestor, role));
  }

  private void add(View process, Role role) {
    String path = View.first(process.text("executablePath"), process.text("path"));
    roster.add(EntityType.PROCESS, View.first(process.text("uuid"), path), role);
    roster.addHash(process.text("executableSha256"), role);
    roster.addHash(process.text("sha256"), role);
  }
}
