package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names what lives in a Kubernetes cluster. Names are unique in one cluster only, so the cluster
 * stands before each where it is known: {@code system:anonymous} of two clusters is not one
 * subject.
 */
record Kubernetes(String cluster) {
  private static final Set<String> WORKLOADS =
      Set.of(
          "deployments",
          "daemonsets",
          "statefulsets",
          "replicasets",
          "replicationcontrollers",
          "jobs",
          "cronjobs");

  /** The names in the cluster that these details describe. */
  static Kubernetes of(View cluster, Place place) {
    String name = cluster.text("name");
    Optional<String> formed =
        name == null ? Optional.empty() : place.named("eks", "cluster/" + name);
    return new Kubernetes(View.first(cluster.text("arn"), formed.orElse(name)));
  }

  /** Adds a pod, or a workload that makes pods; other types of Kubernetes objects are left out. */
  void addWorkload(Roster roster, String type, String namespace, String name, Role role) {
    if (type == null || name == null) {
      return;
    }
    String kind = type.toLowerCase(Locale.ROOT);
    String space = namespace == null ? "" : namespace + "/";
    if (kind.equals("pods") || kind.equals("pod")) {
      roster.add(EntityType.KUBERNETES_POD, in(space + name), role);
    } else if (WORKLOADS.contains(kind)) {
      roster.add(EntityType.KUBERNETES_WORKLOAD, in(space + kind + "/" + name), role);
    }
  }

  void addSubject(Roster roster, String user, Role role) {
    if (user != null) {
      roster.add(EntityType.KUBERNETES_SUBJECT, in(user), role);
    }
  }

  /** Adds the service account as which a workload runs, by the user name in the audit log. */
  void addServiceAccount(Roster roster, String namespace, String account, Role role) {
    if (namespace != null && account != null) {
      addSubject(roster, "system:serviceaccount:" + namespace + ":" + account, role);
    }
  }

  private String in(String name) {
    return cluster == null ? name : cluster + "/" + name;
  }
}
