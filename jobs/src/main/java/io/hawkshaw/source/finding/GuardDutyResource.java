package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;

/**
 * Names what stands under {@code resource} of a GuardDuty finding.
 *
 * @param place where the finding is
 * @param network where its VPC is, which another account may share
 * @param role the role that the finding gives to the resource
 */
record GuardDutyResource(Place place, Place network, Role role) {

  void collect(View resource, Roster roster) {
    instance(resource.at("instanceDetails"), roster);
    for (View bucket : resource.items("s3BucketDetails")) {
      bucket(bucket, roster);
    }
    accessKey(resource, roster);
    database(resource, roster);
    function(resource.at("lambdaDetails"), roster);
    new GuardDutyContainers(this, roster).collect(resource);
    scanned(resource, roster);
  }

  private void instance(View instance, Roster roster) {
    roster.add(EntityType.EC2_INSTANCE, instance.text("instanceId"), role);
    roster.addArn(instance.text("iamInstanceProfile", "arn"), role);
    image(instance.text("imageId"), roster);
    for (View card : instance.items("networkInterfaces")) {
      networkInterface(card.text("networkInterfaceId"), roster);
      roster.addOwnIp(card.text("publicIp"), role);
      card.texts("ipv6Addresses").forEach(ip -> roster.addOwnIp(ip, role));
      network(card, roster);
    }
  }

  void image(String id, Roster roster) {
    roster.add(EntityType.EC2_IMAGE, place.ec2WithoutAccount("image", id), role);
  }

  void networkInterface(String id, Roster roster) {
    roster.add(EntityType.NETWORK_INTERFACE, place.ec2("network-interface", id), role);
  }

  /** The VPC and the security groups that an interface, a function or a cluster names. */
  void network(View view, Roster roster) {
    roster.add(EntityType.VPC, network.ec2("vpc", view.text("vpcId")), role);
    for (View group : view.items("securityGroups")) {
      String id = group.text("groupId");
      roster.add(EntityType.SECURITY_GROUP, place.ec2("security-group", id), role);
    }
    for (String id : view.texts("securityGroupIds")) {
      roster.add(EntityType.SECURITY_GROUP, place.ec2("security-group", id), role);
    }
  }

  private void bucket(View bucket, Roster roster) {
    String name = bucket.text("name");
    if (name == null) {
      roster.addArn(bucket.text("arn"), role);
    }
    roster.add(EntityType.S3_BUCKET, name, role);
    for (View object : bucket.items("s3ObjectDetails")) {
      roster.addArn(object.text("objectArn"), role);
      roster.addHash(object.text("hash"), role);
    }
  }

  /** Where the finding is about another resource, the credential is that which acted on it. */
  private void accessKey(View resource, Roster roster) {
    String type = resource.text("resourceType");
    Role by = type == null || type.equalsIgnoreCase("AccessKey") ? role : Role.ACTOR;
    View key = resource.at("accessKeyDetails");
    String principalId = key.text("principalId");
    new Principal(key.text("userType"), key.text("userName"), principalId).join(roster, place, by);
    roster.add(EntityType.ACCESS_KEY, key.text("accessKeyId"), by);
  }

  private void database(View resource, Roster roster) {
    View instance = resource.at("rdsDbInstanceDetails");
    String arn = instance.text("dbInstanceArn");
    String name = instance.text("dbInstanceIdentifier");
    if (arn == null && name != null) {
      roster.add(EntityType.RDS_INSTANCE, place.named("rds", "db:" + name), role);
    }
    roster.add(EntityType.RDS_INSTANCE, arn, role);
    View limitless = resource.at("rdsLimitlessDbDetails");
    roster.add(EntityType.RDS_INSTANCE, limitless.text("dbShardGroupArn"), role);
  }

  private void function(View function, Roster roster) {
    String arn = function.text("functionArn");
    String name = function.text("functionName");
    roster.addArn(arn, role);
    if (arn == null && name != null) {
      roster.add(EntityType.LAMBDA_FUNCTION, place.named("lambda", "function:" + name), role);
    }
    roster.addArn(function.text("role"), role);
    network(function.at("vpcConfig"), roster);
  }

  /** The volumes, snapshots, images and recovery points that a malware scan looked at. */
  private void scanned(View resource, Roster roster) {
    for (View volume : resource.items("ebsVolumeDetails", "scannedVolumeDetails")) {
      roster.addArn(volume.text("snapshotArn"), role);
    }
    roster.addArn(resource.text("ebsSnapshotDetails", "snapshotArn"), role);
    roster.addArn(resource.text("ec2ImageDetails", "imageArn"), role);
    roster.addArn(resource.text("recoveryPointDetails", "recoveryPointArn"), role);
  }
}
