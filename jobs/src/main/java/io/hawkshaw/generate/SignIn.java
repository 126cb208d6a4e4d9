package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The ways in which people and pipelines sign in from outside of AWS. */
final class SignIn {
  private final Events events;
  private final Dice dice;

  SignIn(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
  }

  /** Takes a role with the assertion of the company's identity provider. */
  Desk withSaml(Session session, String address, String agent) {
    ObjectNode identity =
        Json.object()
            .put("type", "SAMLUser")
            .put("principalId", "Uk4hi4EXAMPLEjEvs=:" + session.name())
            .put("userName", session.name())
            .put("identityProvider", "Uk4hi4EXAMPLEjEvs=");
    ObjectNode request =
        request(session).put("principalArn", provider(session, "saml-provider/idp"));
    return federated(session, new Caller(identity, address, agent), "SAML", request);
  }

  /** Takes a role with the token that the build service gave to one run of a pipeline. */
  Desk withWebIdentity(Session session, String address, String agent) {
    String issuer = "token.builds.example";
    ObjectNode identity =
        Json.object()
            .put("type", "WebIdentityUser")
            .put("principalId", issuer + ":sts.amazonaws.com:repo:shop:ref:refs/heads/main")
            .put("userName", "repo:shop:ref:refs/heads/main")
            .put("identityProvider", provider(session, "oidc-provider/" + issuer));
    return federated(
        session, new Caller(identity, address, agent), "WebIdentity", request(session));
  }

  private Desk federated(Session session, Caller caller, String kind, ObjectNode request) {
    Place place = session.role().account().home();
    Desk outside = new Desk(events, dice, caller, place);
    outside.record(
        outside
            .call("sts:AssumeRoleWith" + kind, session.since())
            .request(request)
            .response(session.issued())
            .resource(session.role().account(), "AWS::IAM::Role", session.role().arn()));
    Caller inside = new Caller(session.identity(), caller.address(), caller.agent());
    return new Desk(events, dice, inside, place);
  }

  private static ObjectNode request(Session session) {
    return Json.object()
        .put("roleArn", session.role().arn())
        .put("roleSessionName", session.name())
        .put("durationSeconds", session.life().toSeconds());
  }

  private static String provider(Session session, String name) {
    return "arn:aws:iam::%s:%s".formatted(session.role().account().id(), name);
  }
}
