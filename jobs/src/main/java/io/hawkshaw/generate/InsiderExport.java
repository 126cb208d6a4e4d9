package io.hawkshaw.generate;

import io.hawkshaw.generate.SceneFindings.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Somebody with every right to read reads everything by night, and shares a snapshot outside. */
final class InsiderExport {
  private static final List<Operation> LOOK =
      Operation.table(
          """
          s3:ListBuckets | {"Host":"s3.amazonaws.com"}
          ec2:DescribeSnapshots | {"ownersSet":{"items":[{"owner":"self"}]}}
          rds:DescribeDBSnapshots | {"maxRecords":100}
          """);

  private InsiderExport() {}

  static void play(Scene scene) {
    Colleague insider = scene.roleHolder();
    Place place = scene.site().place();
    Role role = Role.permissionSet(place.account(), Profession.ANALYST.permissionSet());
    Instant start = Calendar.at(scene.day(), "01:12:00");
    Session session = Session.open(role, insider.person().name(), start);
    String address = scene.met(insider.address(scene.day()));
    new SignIn(scene.events(), scene.dice()).withSaml(session, address, Agents.CHROME);
    Desk desk = scene.desk(new Caller(session.identity(), address, Agents.CHROME), place);
    scene
        .story()
        .called(
            "Buckets and snapshots are looked for by night",
            scene.make(desk, LOOK, start.plusSeconds(90)));
    scene.story().called("A whole bucket is listed, page by page", pages(scene, desk, start));
    scene
        .story()
        .called("A snapshot is made and shared with an outside account", share(scene, desk, start));
    new SceneFindings(scene)
        .key(
            "Exfiltration:IAMUser/AnomalousBehavior",
            8.0,
            session,
            new Api("ec2", "ModifySnapshotAttribute"),
            start.plusSeconds(2_400));
  }

  private static List<ApiCall> pages(Scene scene, Desk desk, Instant start) {
    String bucket = scene.touched(scene.site().stock("bucket").choices().get(0));
    List<ApiCall> pages = new ArrayList<>();
    for (int page = 0; page < 60; page++) {
      String request =
          """
          {"bucketName":"%s","list-type":"2","max-keys":"1000","start-after":"part-%05d","Host":"%s.s3.amazonaws.com"}
          """;
      pages.add(
          desk.record(
              desk.call("s3:ListObjects", start.plusSeconds(300 + page * 9L))
                  .request(request.formatted(bucket, page * 1000, bucket))
                  .resource(
                      scene.site().place().account(), "AWS::S3::Bucket", "arn:aws:s3:::" + bucket)
                  .onData()));
    }
    return pages;
  }

  private static List<ApiCall> share(Scene scene, Desk desk, Instant start) {
    String snapshot = scene.touched("snap-0" + scene.dice().hex(16));
    String volume = scene.site().stock("volume").choices().get(0);
    String add =
        """
        {"snapshotId":"%s","attributeType":"CREATE_VOLUME_PERMISSION",
        "createVolumePermission":{"add":{"items":[{"userId":"%s"}]}}}
        """;
    return List.of(
        desk.record(
            desk.call("ec2:CreateSnapshot", start.plusSeconds(1_900))
                .request("{\"volumeId\":\"%s\",\"description\":\"tmp\"}".formatted(volume))
                .response("{\"snapshotId\":\"%s\",\"status\":\"pending\"}".formatted(snapshot))),
        desk.record(
            desk.call("ec2:ModifySnapshotAttribute", start.plusSeconds(2_400))
                .request(add.formatted(snapshot, Addresses.FOREIGN_ACCOUNT))
                .response("{\"_return\":true}")));
  }
}
