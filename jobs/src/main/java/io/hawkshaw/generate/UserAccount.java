package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The calls by which somebody makes, changes and ends an IAM user. */
final class UserAccount {
  private final Desk desk;
  private final User user;

  UserAccount(Desk desk, User user) {
    this.desk = desk;
    this.user = user;
  }

  ApiCall create(Instant time) {
    ObjectNode response = Json.object();
    response
        .putObject("user")
        .put("path", "/")
        .put("userName", user.name())
        .put("userId", user.id())
        .put("arn", user.arn())
        .put("createDate", AwsDate.text(time));
    return desk.record(desk.call("iam:CreateUser", time).request(naming()).response(response));
  }

  ApiCall createLoginProfile(Instant time) {
    ObjectNode response = Json.object();
    response
        .putObject("loginProfile")
        .put("userName", user.name())
        .put("createDate", AwsDate.text(time))
        .put("passwordResetRequired", false);
    return desk.record(
        desk.call("iam:CreateLoginProfile", time).request(naming()).response(response));
  }

  ApiCall createAccessKey(Instant time) {
    ObjectNode response = Json.object();
    response
        .putObject("accessKey")
        .put("userName", user.name())
        .put("accessKeyId", user.accessKey())
        .put("status", "Active")
        .put("createDate", AwsDate.text(time));
    return desk.record(desk.call("iam:CreateAccessKey", time).request(naming()).response(response));
  }

  ApiCall deactivateAccessKey(Instant time) {
    return desk.record(
        desk.call("iam:UpdateAccessKey", time).request(namingKey().put("status", "Inactive")));
  }

  ApiCall deleteAccessKey(Instant time) {
    return desk.record(desk.call("iam:DeleteAccessKey", time).request(namingKey()));
  }

  ApiCall attachPolicy(String policyArn, Instant time) {
    return desk.record(
        desk.call("iam:AttachUserPolicy", time).request(naming().put("policyArn", policyArn)));
  }

  ApiCall detachPolicy(String policyArn, Instant time) {
    return desk.record(
        desk.call("iam:DetachUserPolicy", time).request(naming().put("policyArn", policyArn)));
  }

  private ObjectNode naming() {
    return Json.object().put("userName", user.name());
  }

  private ObjectNode namingKey() {
    return naming().put("accessKeyId", user.accessKey());
  }
}
