package io.hawkshaw.source.finding;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a resource is: what must stand before its name to make an ARN of it. */
record Place(String partition, String region, String account) {
  private static final Pattern PARTITION = Pattern.compile("aws[a-z-]{0,20}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");
  private static final Pattern IAM_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,128}");
  private static final Pattern EC2_ID = Pattern.compile("(vpc|eni|sg|ami|snap)-[0-9a-z]+");

  /** A place whose partition, if it is not told, follows from the Region. */
  static Place of(String partition, String region, String account) {
    boolean isTold = partition != null && PARTITION.matcher(partition).matches();
    return new Place(isTold ? partition : partitionOf(region), region, account);
  }

  private static String partitionOf(String region) {
    String prefix = region == null ? "" : region;
    if (prefix.startsWith("cn-")) {
      return "aws-cn";
    }
    return prefix.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The same place, with what it lacks from the ARN of the finding. */
  Place orOf(String arn) {
    Arn parsed = Arn.parse(arn).orElse(null);
    if (parsed == null) {
      return this;
    }
    return of(
        partition,
        View.first(region, View.notEmpty(parsed.region())),
        View.first(account, View.notEmpty(parsed.account())));
  }

  static boolean isAccount(String text) {
    return text != null && ACCOUNT.matcher(text).matches();
  }

  /** The same Region and partition in another account; the same place if it is not told. */
  Place in(String otherAccount) {
    return otherAccount == null ? this : new Place(partition, region, otherAccount);
  }

  /** The ARN of a principal by its name; none if the account or the name cannot be right. */
  Optional<String> iam(String kind, String name) {
    return isAccount(account) && name != null && IAM_NAME.matcher(name).matches()
        ? Optional.of("arn:%s:iam::%s:%s/%s".formatted(partition, account, kind, name))
        : Optional.empty();
  }

  Optional<String> root() {
    return isAccount(account)
        ? Optional.of("arn:%s:iam::%s:root".formatted(partition, account))
        : Optional.empty();
  }

  Optional<String> federatedUser(String name) {
    return isAccount(account) && name != null && IAM_NAME.matcher(name).matches()
        ? Optional.of("arn:%s:sts::%s:federated-user/%s".formatted(partition, account, name))
        : Optional.empty();
  }

  /** The ARN of a resource of EC2 in this account; the bare id if it cannot be formed exactly. */
  String ec2(String kind, String id) {
    return isAccount(account) ? ec2(kind, id, account) : id;
  }

  /** The ARN of an image or snapshot, which AWS defines without account. */
  String ec2WithoutAccount(String kind, String id) {
    return ec2(kind, id, "");
  }

  private String ec2(String kind, String id, String owner) {
    return id != null && isRegion() && EC2_ID.matcher(id).matches()
        ? "arn:%s:ec2:%s:%s:%s/%s".formatted(partition, region, owner, kind, id)
        : id;
  }

  /** The ARN of a resource by the name that its owner gave it; none if the place is not known. */
  Optional<String> named(String service, String resource) {
    return isAccount(account) && isRegion()
        ? Optional.of("arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource))
        : Optional.empty();
  }

  private boolean isRegion() {
    return region != null && REGION.matcher(region).matches();
  }
}
