package io.hawkshaw.generate;

import io.hawkshaw.generate.SceneFindings.Api;
import java.util.ArrayList;
import java.util.List;

/** An administrator's session is stolen; the trail is stopped, then backups and data go. */
final class Destruction {
  private Destruction() {}

  static void play(Scene scene) {
    Place place = scene.site().place();
    Colleague owner = scene.roleHolder();
    Role role = Role.permissionSet(place.account(), Profession.ADMINISTRATOR.permissionSet());
    Session session = Session.open(role, owner.person().name(), scene.at(0));
    String intruder = scene.intruder();
    new SignIn(scene.events(), scene.dice()).withSaml(session, intruder, Agents.INTRUDER_BROWSER);
    Desk desk =
        scene.desk(new Caller(session.identity(), intruder, Agents.INTRUDER_BROWSER), place);
    String trail =
        "arn:aws:cloudtrail:%s:%s:trail/org".formatted(place.region(), place.account().id());
    scene
        .story()
        .called(
            "The trail is stopped and deleted",
            scene.make(
                desk,
                List.of(
                    operation("cloudtrail", "StopLogging", "name", trail),
                    operation("cloudtrail", "DeleteTrail", "name", trail)),
                scene.at(120)));
    scene.story().called("Snapshots are deleted", delete(scene, desk, "snapshot", 12, 300));
    scene.story().called("Machines are ended", delete(scene, desk, "instance", 4, 900));
    scene.story().called("Buckets are deleted", delete(scene, desk, "bucket", 6, 1_400));
    scene.story().called("Keys are scheduled for deletion", delete(scene, desk, "key", 3, 1_900));
    scene.story().called("Tables are deleted", delete(scene, desk, "table", 5, 2_300));
    SceneFindings findings = new SceneFindings(scene);
    findings.key(
        "Stealth:IAMUser/CloudTrailLoggingDisabled",
        2.0,
        session,
        new Api("cloudtrail", "StopLogging"),
        scene.at(120));
    findings.key(
        "Impact:IAMUser/AnomalousBehavior",
        8.0,
        session,
        new Api("s3", "DeleteBucket"),
        scene.at(1_500));
  }

  private static List<ApiCall> delete(Scene scene, Desk desk, String kind, int count, int second) {
    List<Operation> operations = new ArrayList<>();
    List<String> all = scene.site().stock(kind).choices();
    for (String thing : all.subList(0, Math.min(count, all.size()))) {
      operations.add(deletion(kind, scene.touched(thing)));
    }
    return scene.make(desk, operations, scene.at(second));
  }

  private static Operation deletion(String kind, String thing) {
    return switch (kind) {
      case "snapshot" -> operation("ec2", "DeleteSnapshot", "snapshotId", thing);
      case "bucket" -> operation("s3", "DeleteBucket", "bucketName", thing);
      case "key" -> operation("kms", "ScheduleKeyDeletion", "keyId", thing);
      case "table" -> operation("dynamodb", "DeleteTable", "tableName", thing);
      case "instance" -> {
        String request =
            "{\"instancesSet\":{\"items\":[{\"instanceId\":\"%s\"}]}}".formatted(thing);
        yield new Operation("ec2", "TerminateInstances", request, null);
      }
      default -> throw new IllegalArgumentException("Nobody deletes a " + kind);
    };
  }

  private static Operation operation(String service, String name, String field, String value) {
    String request = Json.text(Json.object().put(field, value));
    return new Operation(service, name, request, null);
  }
}
