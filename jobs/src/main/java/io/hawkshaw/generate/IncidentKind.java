package io.hawkshaw.generate;

import java.util.Locale;
import java.util.function.Consumer;

/** The kinds of incidents, which a generated lake takes in turn. */
enum IncidentKind {
  LEAKED_KEY("A leaked access key leads to administrator rights and to mining", KeyLeak::play),
  INSIDER_COPY("Somebody copies data by night and shares it outside", InsiderExport::play),
  ROLE_CHAIN("A stolen session goes from account to account, role by role", RoleChain::play),
  COMPROMISED_INSTANCE(
      "A machine is broken into, beacons, and its credentials are used elsewhere", Implant::play),
  CLUSTER_INTRUSION("A cluster is entered and a privileged pod started", ClusterBreakIn::play),
  DESTRUCTION("Backups and data are deleted after the trail is stopped", Destruction::play);

  private final String title;
  private final Consumer<Scene> plot;

  IncidentKind(String title, Consumer<Scene> plot) {
    this.title = title;
    this.plot = plot;
  }

  static IncidentKind of(int number) {
    return values()[number % values().length];
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  void play(Scene scene) {
    plot.accept(scene);
  }
}
