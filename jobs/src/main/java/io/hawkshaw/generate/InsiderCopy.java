package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The second incident, which has nothing to do with the first: somebody copies data by night, from
 * his usual address and with his own rights.
 */
final class InsiderCopy {
  static final LocalDate DAY = Calendar.october(17);
  static final String BUCKET = "research-datasets";
  static final String SNAPSHOT = "snap-0d4400000000000c1";
  static final Session SESSION =
      Session.open(Roles.DATA_STEWARD, People.RUBEN.name(), Calendar.at(DAY, "02:14:04"));

  private static final List<Operation> LOOK =
      Operation.table(
          """
          s3:ListBuckets | {"Host":"s3.eu-west-1.amazonaws.com"}
          s3:GetBucketLocation | {"bucketName":"research-datasets","Host":"s3.amazonaws.com","location":""}
          s3:GetBucketAcl | {"bucketName":"research-datasets","acl":""}
          s3:GetBucketInventoryConfiguration | {"bucketName":"research-datasets","inventory":""}
          ec2:DescribeVolumes | {"volumeSet":{},"filterSet":{}}
          ec2:DescribeSnapshots | {"snapshotSet":{},"ownersSet":{"items":[{"owner":"self"}]}}
          """);

  private InsiderCopy() {}

  static void tell(Events events, Dice dice, Story story) {
    Desk desk = new SignIn(events, dice).withSaml(SESSION, Addresses.OFFICE, People.RUBEN.agent());
    List<ApiCall> looks = new ArrayList<>();
    Instant time = SESSION.since().plusSeconds(50);
    for (Operation operation : LOOK) {
      looks.add(desk.make(operation, time));
      time = time.plusSeconds(dice.between(10, 60));
    }
    story.called("DataSteward looks for buckets and snapshots at night", looks);
    story.called("The whole list of objects is read, page by page", pages(desk));
    story.called("The list is copied into a bucket of his own", copies(desk));
    story.called("A snapshot is made and shared with an outside account", share(desk));
  }

  private static List<ApiCall> pages(Desk desk) {
    List<ApiCall> pages = new ArrayList<>();
    Instant start = Calendar.at(DAY, "02:22:00");
    for (int page = 1; page <= 40; page++) {
      String request =
          """
          {"bucketName":"%s","list-type":"2","max-keys":"1000","start-after":"part-%05d","Host":"%s.s3.eu-west-1.amazonaws.com"}
          """;
      pages.add(
          desk.record(
              desk.call("s3:ListObjects", start.plusSeconds(page * 9L))
                  .request(request.formatted(BUCKET, page * 1000, BUCKET))
                  .resource(Account.DATA, "AWS::S3::Bucket", "arn:aws:s3:::" + BUCKET)
                  .onData()));
    }
    return pages;
  }

  private static List<ApiCall> copies(Desk desk) {
    String request =
        """
        {"bucketName":"ruben-scratch","key":"lists/part-%d.csv","Host":"ruben-scratch.s3.eu-west-1.amazonaws.com"}
        """;
    List<ApiCall> copies = new ArrayList<>();
    for (int part = 1; part <= 4; part++) {
      copies.add(
          desk.record(
              desk.call("s3:PutObject", Calendar.at(DAY, "02:34:00").plusSeconds(part * 20L))
                  .request(request.formatted(part))
                  .resource(Account.DATA, "AWS::S3::Bucket", "arn:aws:s3:::ruben-scratch")
                  .onData()));
    }
    return copies;
  }

  private static List<ApiCall> share(Desk desk) {
    Call create =
        desk.call("ec2:CreateSnapshot", Calendar.at(DAY, "02:40:11"))
            .request("{\"volumeId\":\"vol-0d4400000000000c1\",\"description\":\"tmp\"}")
            .response("{\"snapshotId\":\"" + SNAPSHOT + "\",\"status\":\"pending\"}");
    String request =
        """
        {"snapshotId":"%s","attributeType":"CREATE_VOLUME_PERMISSION",
        "createVolumePermission":{"add":{"items":[{"userId":"%s"}]}}}
        """;
    Call modify =
        desk.call("ec2:ModifySnapshotAttribute", Calendar.at(DAY, "02:48:47"))
            .request(request.formatted(SNAPSHOT, Addresses.FOREIGN_ACCOUNT))
            .response("{\"_return\":true}");
    return List.of(desk.record(create), desk.record(modify));
  }
}
