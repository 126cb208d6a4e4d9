package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Map;

/**
 * Names a resource of an ASFF finding and what its details say: most by the ARN that is its id, the
 * rest by the type before the id ({@code AWS::IAM::AccessKey:ASIA…}, {@code AWS::::Account:1…}).
 */
record AsffResource(Roster roster, Place finding, Role role) {

  void collect(View resource) {
    Place place =
        Place.of(
            View.first(resource.text("Partition"), finding.partition()),
            View.first(resource.text("Region"), finding.region()),
            View.first(resource.text("Owner", "Account", "Id"), finding.account()));
    String written = resource.text("ResourceRole");
    Role part = written == null ? role : Role.of(written);
    String type = View.first(resource.text("Type"), "");
    identified(type, resource.text("Id"), part);
    if (type.equals("AwsS3Bucket")) {
      bucketOwner(resource);
    }
    for (Map.Entry<String, JsonNode> entry : resource.at("Details").members()) {
      details(entry.getKey(), View.of(entry.getValue()), new GuardDutyResource(place, place, part));
    }
  }

  private void identified(String type, String id, Role part) {
    if (id == null) {
      return;
    }
    roster.addArn(id, part);
    String last = id.substring(id.lastIndexOf(':') + 1);
    switch (type) {
      case "AwsAccount" -> roster.addAccount(last, part);
      case "AwsIamAccessKey" -> roster.add(EntityType.ACCESS_KEY, last, part);
      case "AwsEc2Instance" -> {
        if (id.startsWith("i-")) {
          roster.add(EntityType.EC2_INSTANCE, id, part);
        }
      }
      case "AwsS3Bucket" -> {
        if (!id.contains(":")) {
          roster.add(EntityType.S3_BUCKET, id, part);
        }
      }
      case "Container" -> {
        if (!id.startsWith("arn:")) {
          roster.add(EntityType.CONTAINER, id, part);
        }
      }
      default -> {
        // All others are identified by their ARN.
      }
    }
  }

  /** The ARN of a bucket has no account: its details may name it, and OCSF beside them. */
  private void bucketOwner(View resource) {
    String id = View.first(resource.text("Id"), "");
    roster.addBucketOwner(
        id.substring(id.lastIndexOf(':') + 1),
        View.first(
            resource.text("Details", "AwsS3Bucket", "OwnerAccountId"),
            resource.text("Owner", "Account", "Id")));
  }

  private void details(String type, View details, GuardDutyResource names) {
    names.network(details, roster);
    names.network(details.at("VpcConfig"), roster);
    roster.addArn(details.text("Arn"), names.role());
    roster.addArn(details.text("ClusterArn"), names.role());
    roster.addArn(details.text("TaskArn"), names.role());
    switch (type) {
      case "AwsEc2Instance" -> instance(details, names);
      case "AwsIamAccessKey" -> accessKey(details, names);
      case "AwsLambdaFunction" -> roster.addArn(details.text("Role"), names.role());
      case "AwsEksCluster" -> names.network(details.at("ResourcesVpcConfig"), roster);
      case "AwsEcsTask" -> {
        for (View container : details.items("Containers")) {
          new GuardDutyContainers(names, roster).container(container, details.text("TaskArn"));
        }
      }
      case "Container" ->
          roster.add(EntityType.CONTAINER_IMAGE, details.text("ImageName"), names.role());
      default -> {
        // The rest tells how a resource is set up, not which it is.
      }
    }
  }

  private void instance(View details, GuardDutyResource names) {
    roster.addArn(details.text("IamInstanceProfileArn"), names.role());
    names.image(details.text("ImageId"), roster);
    details.texts("IpV4Addresses").forEach(ip -> roster.addOwnIp(ip, names.role()));
    details.texts("IpV6Addresses").forEach(ip -> roster.addOwnIp(ip, names.role()));
    for (View card : details.items("NetworkInterfaces")) {
      names.networkInterface(card.text("NetworkInterfaceId"), roster);
    }
  }

  private void accessKey(View details, GuardDutyResource names) {
    String name = View.first(details.text("PrincipalName"), details.text("UserName"));
    Place place = names.place().in(details.text("AccountId"));
    new Principal(details.text("PrincipalType"), name, details.text("PrincipalId"))
        .join(roster, place, names.role());
    roster.add(EntityType.ACCESS_KEY, details.text("AccessKeyId"), names.role());
  }
}
