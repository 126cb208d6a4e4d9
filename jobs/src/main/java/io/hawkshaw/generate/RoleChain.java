package io.hawkshaw.generate;

import io.hawkshaw.generate.SceneFindings.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stolen key takes a role of the next account, which takes one of the next, and reads secrets.
 */
final class RoleChain {
  private static final int LINKS = 3;

  private RoleChain() {}

  static void play(Scene scene) {
    User user = scene.user();
    Desk desk =
        scene.desk(
            new Caller(user.identity(), scene.intruder(), Agents.INTRUDER_SDK),
            scene.site().place());
    scene
        .story()
        .called(
            "A stolen key is tried out",
            desk.make(Operation.of("sts:GetCallerIdentity"), scene.at(0)));
    Session session = null;
    for (int link = 1; link <= LINKS; link++) {
      Site next = scene.siteBeyond(link);
      Role role = Role.of(next.place().account(), "org-access-" + link);
      session = Session.open(role, "maintenance", scene.at(link * 240));
      scene.touched(role.arn());
      Takeover.Pair pair = new Takeover(desk).across(session);
      scene
          .story()
          .called(
              "The role %s of account %s is taken; two records, one shared id"
                  .formatted(role.name(), role.account().id()),
              List.of(pair.caller(), pair.owner()));
      Caller caller = new Caller(session.identity(), scene.intruder(), Agents.INTRUDER_SDK);
      desk = scene.desk(caller, next.place());
    }
    scene.story().called("The last role reads secrets", secrets(scene, desk));
    new SceneFindings(scene)
        .key(
            "CredentialAccess:IAMUser/AnomalousBehavior",
            5.0,
            session,
            new Api("secretsmanager", "GetSecretValue"),
            scene.at(1_200));
  }

  private static List<ApiCall> secrets(Scene scene, Desk desk) {
    List<ApiCall> calls = new ArrayList<>();
    calls.add(desk.make(Operation.of("secretsmanager:ListSecrets"), scene.at(1_100)));
    Instant time = scene.at(1_150);
    for (String secret : scene.siteBeyond(LINKS).stock("secret").choices().subList(0, 8)) {
      scene.touched(secret);
      String request = "{\"secretId\":\"%s\"}".formatted(secret);
      calls.add(desk.record(desk.call("secretsmanager:GetSecretValue", time).request(request)));
      time = time.plusSeconds(scene.dice().between(4, 20));
    }
    return calls;
  }
}
