package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;

/** Names the clusters of a GuardDuty resource, and the tasks, workloads and containers in them. */
record GuardDutyContainers(GuardDutyResource owner, Roster roster) {

  void collect(View details) {
    ecs(details.at("ecsClusterDetails"));
    kubernetes(details);
    container(details.at("containerDetails"), null);
  }

  private void ecs(View cluster) {
    roster.add(EntityType.ECS_CLUSTER, cluster.text("arn"), owner.role());
    View task = cluster.at("taskDetails");
    String arn = task.text("arn");
    roster.add(EntityType.ECS_TASK, arn, owner.role());
    task.items("containers").forEach(container -> container(container, arn));
  }

  private void kubernetes(View details) {
    Kubernetes names = Kubernetes.of(details.at("eksClusterDetails"), owner.place());
    roster.add(EntityType.EKS_CLUSTER, names.cluster(), owner.role());
    owner.network(details.at("eksClusterDetails"), roster);
    View workload = details.at("kubernetesDetails", "kubernetesWorkloadDetails");
    String namespace = workload.text("namespace");
    String name = workload.text("name");
    String account = workload.text("serviceAccountName");
    names.addWorkload(roster, workload.text("type"), namespace, name, owner.role());
    workload.items("containers").forEach(container -> container(container, null));
    names.addServiceAccount(roster, namespace, account, owner.role());
    user(details.at("kubernetesDetails", "kubernetesUserDetails"), names);
  }

  /**
   * Who called the Kubernetes API. An IAM principal has the uid {@code
   * aws-iam-authenticator:ACCOUNT:AROA…}, and often its ARN for a name.
   */
  private void user(View user, Kubernetes names) {
    String name = user.text("username");
    names.addSubject(roster, name, Role.ACTOR);
    names.addSubject(roster, user.text("impersonatedUser", "username"), Role.ACTOR);
    roster.addArn(name, Role.ACTOR);
    String uid = View.first(user.text("uid"), "");
    String unique = uid.substring(uid.lastIndexOf(':') + 1);
    if (unique.startsWith("AROA")) {
      for (String session : user.texts("sessionName")) {
        roster.add(EntityType.ROLE_SESSION, unique + ":" + session, Role.ACTOR);
      }
    }
  }

  /** A container without an id of its own is named after its task. */
  void container(View container, String task) {
    String name = container.text("name");
    String inTask = task == null || name == null ? null : task + "/" + name;
    roster.add(EntityType.CONTAINER, View.first(container.text("id"), inTask), owner.role());
    roster.add(EntityType.CONTAINER_IMAGE, container.text("image"), owner.role());
  }
}
