package io.hawkshaw.source;

import static io.hawkshaw.lake.EntityType.AWS_ACCOUNT;
import static io.hawkshaw.lake.EntityType.AWS_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.source.TrustPolicy.Trusted;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IamSnapshotTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SNAPSHOT =
      """
      {
        "UserDetailList": [
          {"Path": "/ops/", "UserName": "ada", "UserId": "AIDAEXAMPLE",
           "Arn": "arn:aws:iam::111122223333:user/ops/ada", "CreateDate": "2024-02-29T10:11:12+00:00",
           "GroupList": ["admins"],
           "UserPolicyList": [{"PolicyName": "own", "PolicyDocument": {}}],
           "AttachedManagedPolicies": [
             {"PolicyName": "Read", "PolicyArn": "arn:aws:iam::aws:policy/Read"}]},
          {"UserName": "half", "Arn": 7},
          17
        ],
        "GroupDetailList": [
          {"Path": "/ops/", "GroupName": "admins", "GroupId": "AGPAEXAMPLE",
           "Arn": "arn:aws:iam::111122223333:group/ops/admins", "CreateDate": "yesterday",
           "GroupPolicyList": [], "AttachedManagedPolicies": []}
        ],
        "RoleDetailList": [
          {"RoleName": "deploy", "RoleId": "AROAEXAMPLE",
           "Arn": "arn:aws:iam::111122223333:role/deploy",
           "RoleLastUsed": {"LastUsedDate": "2026-10-01T00:00:00Z", "Region": "eu-west-1"},
           "AssumeRolePolicyDocument": {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"AWS": "arn:aws:iam::111122223333:user/ops/ada"}}}},
          {"Name": "who?"}
        ],
        "Policies": [
          {"PolicyName": "Read", "Arn": "arn:aws:iam::aws:policy/Read", "PolicyVersionList": []}
        ],
        "IsTruncated": false
      }
      """;

  @Test
  void usersGroupsAndRolesAreReadAndTheRestIsTold() {
    List<Outcome> outcomes = Outcomes.of(new IamSnapshot(), Source.IAM_SNAPSHOT, SNAPSHOT);

    assertThat(Outcomes.words(outcomes))
        .containsExactly(
            "2026-11-30T12:00:00Z",
            "no ARN of IAM",
            "not a JSON object",
            "2026-11-30T12:00:00Z",
            "2026-11-30T12:00:00Z",
            "neither a user, a group, a role nor a policy",
            "skipped");
    Row user = row(outcomes.get(0));
    assertThat(user.<String>getAs("entity")).isEqualTo("arn:aws:iam::111122223333:user/ops/ada");
    assertThat(user.<String>getAs("account")).isEqualTo("111122223333");
    assertThat(user.<String>getAs("principal_id")).isEqualTo("AIDAEXAMPLE");
    assertThat(user.<Timestamp>getAs("created_time"))
        .isEqualTo(Timestamp.from(Instant.parse("2024-02-29T10:11:12Z")));
    assertThat(user.<String[]>getAs("policies"))
        .containsExactly(
            "AWS::IAM::UserPolicy/111122223333/aws-global/ada/own", "arn:aws:iam::aws:policy/Read");
    Row group = row(outcomes.get(3));
    assertThat(user.<String[]>getAs("groups"))
        .as("a user and the group itself name it alike")
        .containsExactly(group.<String>getAs("entity"))
        .containsExactly("arn:aws:iam::111122223333:group/admins");
    assertThat(group.<Timestamp>getAs("created_time")).isNull();
    Row role = row(outcomes.get(4));
    assertThat(role.<Timestamp>getAs("last_used_time"))
        .isEqualTo(Timestamp.from(Instant.parse("2026-10-01T00:00:00Z")));
    Row[] trusted = role.getAs("trusted");
    assertThat(trusted).hasSize(1);
    assertThat(trusted[0].getString(0)).isEqualTo("IAM_USER");
    assertThat(trusted[0].getString(1)).isEqualTo("arn:aws:iam::111122223333:user/ops/ada");
  }

  private static Row row(Outcome outcome) {
    Row values = ((Outcome.Parsed) outcome).row();
    Object[] all = new Object[values.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.get(i);
    }
    return new GenericRowWithSchema(all, IamIdentities.RECORD);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'AWS': '111122223333'} | AWS_ACCOUNT | 111122223333",
        "{'AWS': 'arn:aws:iam::111122223333:root'} | AWS_ACCOUNT | 111122223333",
        "{'AWS': 'arn:aws:iam::111122223333:role/x/deploy'} | IAM_ROLE | arn:aws:iam::111122223333:role/x/deploy",
        "{'AWS': 'arn:aws:sts::111122223333:assumed-role/deploy/me'} | ROLE_SESSION | arn:aws:sts::111122223333:assumed-role/deploy/me",
        "{'AWS': 'AROADELETED'} | IAM_ROLE | AROADELETED",
        "{'AWS': 'AIDADELETED'} | IAM_USER | AIDADELETED",
        "{'AWS': '*'} | AWS_ACCOUNT | *",
        "'*' | AWS_ACCOUNT | *",
        "{'Service': ['ec2.amazonaws.com']} | AWS_SERVICE | ec2.amazonaws.com",
        "{'Federated': 'arn:aws:iam::111122223333:saml-provider/idp'} | AWS_RESOURCE | arn:aws:iam::111122223333:saml-provider/idp"
      })
  void aTrustPolicyNamesWhomItLetsAssume(String principal, EntityType type, String id)
      throws IOException {
    String policy =
        "{'Statement': [{'Effect': 'Allow', 'Action': ['sts:AssumeRole*'], 'Principal': %s}]}"
            .formatted(principal)
            .replace('\'', '"');

    assertThat(TrustPolicy.of(JSON.readTree(policy))).containsExactly(new Trusted(type, id));
    assertThat(TrustPolicy.of(new TextNode(URLEncoder.encode(policy, StandardCharsets.UTF_8))))
        .as("as the API answers")
        .containsExactly(new Trusted(type, id));
  }

  @Test
  void whatLetsNobodyAssumeNamesNobody() throws IOException {
    String policy =
        """
        {"Statement": [
          {"Effect": "Deny", "Action": "*", "Principal": "*"},
          {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": "111122223333"}},
          {"Effect": "Allow", "Action": "sts:Assume?ole", "NotPrincipal": {"AWS": "1"}},
          {"Effect": "Allow", "Action": "*", "Principal": {"Service": "a.amazonaws.com"}},
          7
        ]}
        """;

    assertThat(TrustPolicy.of(JSON.readTree(policy)))
        .containsExactly(
            new Trusted(AWS_ACCOUNT, "*"), new Trusted(AWS_SERVICE, "a.amazonaws.com"));
    assertThat(TrustPolicy.of(new TextNode("%7Bno json"))).isEmpty();
    assertThat(TrustPolicy.of(new TextNode("%zz"))).isEmpty();
    assertThat(TrustPolicy.of(JSON.readTree("null"))).isEmpty();
  }
}
