package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CloudTrailOcsfTest {
  private static final Instant TIME = Instant.parse("2026-10-16T02:31:07Z");
  private static final Session SESSION = Session.open(Roles.DEPLOYMENT, "run-1", TIME);

  @Test
  void versionOneLaysTheBodiesFlat() {
    JsonNode event = CloudTrailOcsf.event(assumeRole(), SourceVersion.V1);
    assertThat(event.at("/class_uid").intValue()).isEqualTo(3002);
    assertThat(event.at("/status").textValue()).isEqualTo("Other");
    assertThat(event.at("/actor/user/uuid").textValue()).isEqualTo(Users.JONAS.arn());
    assertThat(event.at("/actor/user/uid").textValue()).isEqualTo(Users.JONAS.id());
    assertThat(event.at("/user/uuid").textValue()).isEqualTo(Roles.DEPLOYMENT.arn());
    assertThat(event.at("/user/name").textValue()).isEqualTo("run-1");
    JsonNode unmapped = event.get("unmapped");
    assertThat(unmapped.get("responseElements.credentials.accessKeyId").textValue())
        .isEqualTo(SESSION.accessKey());
    assertThat(unmapped.get("resources[].type").textValue()).isEqualTo("AWS::IAM::Role");
    assertThat(unmapped.has("requestParameters.roleArn")).isFalse();
  }

  @Test
  void versionTwoKeepsTheBodiesAsText() {
    JsonNode event = CloudTrailOcsf.event(assumeRole(), SourceVersion.V2);
    assertThat(event.at("/actor/user/uid").textValue()).isEqualTo(Users.JONAS.arn());
    assertThat(event.at("/actor/user/uid_alt").textValue()).isEqualTo(Users.JONAS.id());
    JsonNode response = Json.object(event.at("/api/response/data").textValue());
    assertThat(response.at("/credentials/accessKeyId").textValue()).isEqualTo(SESSION.accessKey());
    assertThat(event.get("unmapped").fieldNames())
        .toIterable()
        .noneMatch(name -> name.startsWith("responseElements"));
  }

  @Test
  void failedSignInHasNoErrorCode() {
    Call call = call("signin:ConsoleLogin", Users.BACKDOOR).signIn("Failure", "No");
    JsonNode event = CloudTrailOcsf.event(call.done(), SourceVersion.V1);
    assertThat(event.at("/status").textValue()).isEqualTo("Failure");
    assertThat(event.at("/api/response/error").isNull()).isTrue();
    assertThat(event.at("/api/response/message").textValue()).isEqualTo("Failed authentication");
    assertThat(event.at("/mfa").booleanValue()).isFalse();
  }

  @Test
  void callerThatIsAServiceHasADomainInsteadOfAnAddress() {
    ApiCall call =
        new Call(Operation.of("kms:GenerateDataKey"), Account.DATA.home(), TIME)
            .by(Caller.service("cloudtrail.amazonaws.com"))
            .identified("r", "e")
            .done();
    JsonNode event = CloudTrailOcsf.event(call, SourceVersion.V2);
    assertThat(event.at("/src_endpoint/domain").textValue()).isEqualTo("cloudtrail.amazonaws.com");
    assertThat(event.at("/src_endpoint").has("ip")).isFalse();
    assertThat(event.at("/actor/invoked_by").textValue()).isEqualTo("cloudtrail.amazonaws.com");
  }

  private static ApiCall assumeRole() {
    return call("sts:AssumeRole", Users.JONAS)
        .request(
            Json.object().put("roleArn", Roles.DEPLOYMENT.arn()).put("roleSessionName", "run-1"))
        .response(SESSION.issued())
        .resource(Account.PRODUCTION, "AWS::IAM::Role", Roles.DEPLOYMENT.arn())
        .done();
  }

  private static Call call(String operation, User user) {
    return new Call(Operation.of(operation), Account.DEVELOPMENT.home(), TIME)
        .by(new Caller(user.identity(), Addresses.INTRUDER, Agents.INTRUDER_SDK))
        .identified("request", "event");
  }
}
