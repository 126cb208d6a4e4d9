package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Locale;

/**
 * Names the resources of an attack sequence. Each has a {@code resourceType}, a {@code uid} that is
 * an ARN for some types and a bare id for others, and {@code data} with one member for its type.
 */
record SequenceResources(Roster roster, Place finding, Kubernetes kubernetes) {

  void collect(View resource) {
    Place place = place(resource, finding);
    GuardDutyResource names = new GuardDutyResource(place, place, Role.TARGET);
    String uid = resource.text("uid");
    roster.addArn(uid, Role.TARGET);
    named(resource, names, uid != null && uid.startsWith("arn:") ? null : uid);
    details(resource.at("data"), names);
  }

  private static Place place(View resource, Place finding) {
    return Place.of(
        View.first(resource.text("cloudPartition"), finding.partition()),
        View.first(resource.text("region"), finding.region()),
        View.first(resource.text("accountId"), finding.account()));
  }

  /** The ARN of an EKS cluster; null if the resource is none. */
  static String clusterArn(View resource, Place finding) {
    String type = View.first(resource.text("resourceType"), "");
    if (!type.equalsIgnoreCase("EKS_CLUSTER")) {
      return null;
    }
    String name = resource.text("name");
    String formed =
        name == null ? null : place(resource, finding).named("eks", "cluster/" + name).orElse(null);
    String uid = resource.text("uid");
    String known = uid != null && uid.startsWith("arn:") ? uid : formed;
    return View.first(resource.text("data", "eksCluster", "arn"), known);
  }

  private void named(View resource, GuardDutyResource names, String id) {
    Place place = names.place();
    String name = resource.text("name");
    switch (View.first(resource.text("resourceType"), "").toUpperCase(Locale.ROOT)) {
      case "EC2_INSTANCE" -> roster.add(EntityType.EC2_INSTANCE, id, Role.TARGET);
      case "EC2_NETWORK_INTERFACE" -> names.networkInterface(id, roster);
      case "EC2_VPC" -> roster.add(EntityType.VPC, place.ec2("vpc", id), Role.TARGET);
      case "EC2_IMAGE" -> names.image(id, roster);
      case "S3_BUCKET" -> bucket(resource, View.first(id, name));
      case "ACCESS_KEY" -> accessKey(resource, place, View.first(id, name));
      case "EKS_CLUSTER" ->
          roster.add(EntityType.EKS_CLUSTER, clusterArn(resource, finding), Role.TARGET);
      case "KUBERNETES_WORKLOAD" -> workload(resource);
      case "CONTAINER" -> roster.add(EntityType.CONTAINER, View.first(id, name), Role.TARGET);
      default -> {
        // ECS clusters and tasks come by ARN; groups, templates and stacks are not among our kinds.
      }
    }
  }

  /** The ARN of a bucket has no account, and ends in its name. */
  private void bucket(View resource, String id) {
    roster.add(EntityType.S3_BUCKET, id, Role.TARGET);
    String uid = View.first(resource.text("uid"), View.first(id, ""));
    roster.addBucketOwner(uid.substring(uid.lastIndexOf(':') + 1), resource.text("accountId"));
  }

  private void accessKey(View resource, Place place, String id) {
    View data = resource.at("data", "accessKey");
    new Principal(data.text("userType"), data.text("userName"), data.text("principalId"))
        .join(roster, place, Role.TARGET);
    roster.add(EntityType.ACCESS_KEY, id, Role.TARGET);
  }

  private void workload(View resource) {
    View data = resource.at("data", "kubernetesWorkload");
    String namespace = data.text("namespace");
    String name = resource.text("name");
    kubernetes.addWorkload(roster, data.text("type"), namespace, name, Role.TARGET);
  }

  private void details(View data, GuardDutyResource names) {
    data.members().forEach(member -> parts(View.of(member.getValue()), names));
    View card = data.at("ec2NetworkInterface");
    roster.addOwnIp(card.text("publicIp"), Role.TARGET);
    card.texts("ipv6Addresses").forEach(ip -> roster.addOwnIp(ip, Role.TARGET));
    names.network(card, roster);
    names.network(data.at("eksCluster"), roster);
    roster.addArn(data.text("ec2Instance", "IamInstanceProfile", "arn"), Role.TARGET);
    roster.add(EntityType.CONTAINER_IMAGE, data.text("container", "image"), Role.TARGET);
  }

  /** What a cluster, task, workload, image or stack is made of, named by the uids of resources. */
  private void parts(View whole, GuardDutyResource names) {
    for (String container : whole.texts("containerUids")) {
      roster.add(EntityType.CONTAINER, container, Role.TARGET);
    }
    for (String instance : whole.texts("ec2InstanceUids")) {
      roster.addArn(instance, Role.TARGET);
      if (!instance.startsWith("arn:")) {
        roster.add(EntityType.EC2_INSTANCE, instance, Role.TARGET);
      }
    }
    for (String card : whole.texts("ec2NetworkInterfaceUids")) {
      roster.addArn(card, Role.TARGET);
      if (!card.startsWith("arn:")) {
        names.networkInterface(card, roster);
      }
    }
  }
}
