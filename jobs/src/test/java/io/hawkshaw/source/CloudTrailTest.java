package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.trail;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudTrail's records, written by hand, as far as the canonical columns. */
final class CloudTrailTest {
  private static final String WHEN =
      "\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\"";

  @TempDir private Path folder;

  private Dataset<Row> scan(String... records) {
    return Reading.scan(Source.CLOUDTRAIL, Reading.write(folder, "t.json", trail(records)));
  }

  private Dataset<Row> records(String... records) {
    return Reading.records(scan(records));
  }

  private Tuple only(String record, String... columns) {
    List<Tuple> all = tuples(records(record), columns);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String record(String more) {
    return "{" + WHEN + (more.isEmpty() ? "" : "," + more) + "}";
  }

  @Test
  void eachTypeOfIdentityHasItsCanonicalName() {
    assertTable(
        """
            {'type':'Root','principalId':'111122223333','arn':'arn:aws:iam::111122223333:root','accountId':'111122223333'} | ROOT | arn:aws:iam::111122223333:root | 111122223333 | - | - | false
            {'type':'Root','principalId':'111122223333','accountId':'111122223333','accessKeyId':''} | ROOT | arn:aws:iam::111122223333:root | 111122223333 | - | - | false
            {'type':'IAMUser','principalId':'AIDAEXAMPLE','arn':'arn:aws:iam::111122223333:user/p/N','accountId':'111122223333','userName':'N','accessKeyId':'AKIA1'} | IAM_USER | arn:aws:iam::111122223333:user/p/N | AIDAEXAMPLE | - | AKIA1 | false
            {'type':'IAMUser','accountId':'111122223333','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'} | IAM_USER | arn:aws:iam::111122223333:user/HIDDEN_DUE_TO_SECURITY_REASONS | - | - | - | false
            {'type':'IAMUser','principalId':'AIDAEXAMPLE'} | IAM_USER | AIDAEXAMPLE | AIDAEXAMPLE | - | - | false
            {'type':'AssumedRole','principalId':'AROAEXAMPLE:s@x.org','arn':'arn:aws:sts::111122223333:assumed-role/R/s@x.org','accountId':'111122223333','accessKeyId':'ASIA1','sessionContext':{'sessionIssuer':{'type':'Role','principalId':'AROAEXAMPLE','arn':'arn:aws:iam::111122223333:role/p/R','userName':'R'}}} | IAM_ROLE | arn:aws:iam::111122223333:role/p/R | AROAEXAMPLE | s@x.org | ASIA1 | false
            {'type':'AssumedRole','principalId':'AROAEXAMPLE:s','arn':'arn:aws-us-gov:sts::111122223333:assumed-role/R/s'} | IAM_ROLE | arn:aws-us-gov:iam::111122223333:role/R | AROAEXAMPLE | s | - | false
            {'type':'AssumedRole','principalId':'AROAEXAMPLE:s'} | IAM_ROLE | AROAEXAMPLE:s | AROAEXAMPLE | s | - | false
            {'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s','sessionContext':{'sessionIssuer':{'arn':'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX'}}} | IAM_ROLE | arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX | - | s | - | true
            {'type':'Role','arn':'arn:aws:iam::111122223333:role/R'} | IAM_ROLE | arn:aws:iam::111122223333:role/R | - | - | - | false
            {'type':'FederatedUser','principalId':'111122223333:N','arn':'arn:aws:sts::111122223333:federated-user/N','accountId':'111122223333','sessionContext':{'sessionIssuer':{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/I'}}} | FEDERATED_USER | arn:aws:sts::111122223333:federated-user/N | 111122223333 | - | - | false
            {'type':'SAMLUser','principalId':'q4+=:sub','userName':'sub','identityProvider':'q4+='} | SAML_USER | q4+=:sub | q4+= | - | - | false
            {'type':'WebIdentityUser','principalId':'accounts.google.com:app:user','userName':'user','identityProvider':'accounts.google.com'} | WEB_IDENTITY_USER | accounts.google.com:app:user | accounts.google.com | - | - | false
            {'type':'AWSAccount','principalId':'AROAEXAMPLE:s','accountId':'444455556666'} | AWS_ACCOUNT | AROAEXAMPLE | AROAEXAMPLE | s | - | false
            {'type':'AWSAccount','accountId':'444455556666'} | AWS_ACCOUNT | arn:aws:iam::444455556666:root | - | - | - | false
            {'type':'AWSService','invokedBy':'config.amazonaws.com'} | AWS_SERVICE | config.amazonaws.com | - | - | - | true
            {'type':'AWSService'} | AWS_SERVICE | 192.0.2.1 | - | - | - | true
            {'type':'IdentityCenterUser','accountId':'111122223333','onBehalfOf':{'userId':'e0b4','identityStoreArn':'arn:x'},'credentialId':'c1'} | IDENTITY_CENTER_USER | e0b4 | - | - | c1 | false
            {'type':'Directory','userName':'d'} | DIRECTORY_USER | d | - | - | - | false
            {'type':'Unknown','principalId':'p'} | UNKNOWN | p | p | - | - | false
            {'type':'SomethingNew','accountId':'444455556666'} | UNKNOWN | arn:aws:iam::444455556666:root | - | - | - | false
            {'invokedBy':'s3.amazonaws.com'} | AWS_SERVICE | s3.amazonaws.com | - | - | - | true
            {} | UNKNOWN | - | - | - | - | false
            null | UNKNOWN | - | - | - | - | false
        """,
        line ->
            record("\"sourceIPAddress\":\"192.0.2.1\",\"userIdentity\":" + line.replace('\'', '"')),
        "principal_type",
        "principal",
        "principal_id",
        "session",
        "access_key",
        "is_service");
  }

  @Test
  void aRecordWithoutAnyIdentityIsKept() {
    assertThat(only(record(""), "principal_type", "principal", "is_service", "outcome"))
        .isEqualTo(tuple("UNKNOWN", null, false, "success"));
  }

  @Test
  void theSourceIdentityIsKeptElseWhomTheSessionActsFor() {
    assertThat(
            only(
                record(
                    "\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":"
                        + "{\"sourceIdentity\":\"jo\"},\"onBehalfOf\":{\"userId\":\"u\"}}"),
                "source_identity"))
        .isEqualTo(tuple("jo"));
    assertThat(
            only(record("\"userIdentity\":{\"onBehalfOf\":{\"userId\":\"u\"}}"), "source_identity"))
        .isEqualTo(tuple("u"));
  }

  @Test
  void theOutcomeIsToldByCodeMessageOrResponse() {
    assertTable(
        """
            -;-;- | success | -
            ;;- | success | -
            -;-;Success | success | -
            -;-;Failure | failure | -
            -;Failed authentication;Failure | failure | Failed authentication
            -;No username found in supplied account;Failure | failure | No username found in supplied account
            NoSuchBucket;it is gone;- | failure | NoSuchBucket
            Client.InvalidPermission.Duplicate;-;- | failure | Client.InvalidPermission.Duplicate
            KMSInvalidStateException;-;- | failure | KMSInvalidStateException
            AccessDenied;-;- | denied | AccessDenied
            AccessDeniedException;-;- | denied | AccessDeniedException
            Client.UnauthorizedOperation;-;- | denied | Client.UnauthorizedOperation
            UnauthorizedOperation;-;- | denied | UnauthorizedOperation
            ForbiddenException;-;- | denied | ForbiddenException
            NotAuthorized;-;- | denied | NotAuthorized
            NotAuthorizedException;-;- | denied | NotAuthorizedException
            AuthFailure;-;- | denied | AuthFailure
            AuthorizationError;-;- | denied | AuthorizationError
            AuthorizationErrorException;-;- | denied | AuthorizationErrorException
            VpceAccessDenied;-;- | denied | VpceAccessDenied
            access_denied;-;- | denied | access_denied
            -;User: x is not authorized to perform: s3:Get;- | denied | User: x is not authorized to perform: s3:Get
            ValidationError;with an explicit deny in a policy;- | denied | ValidationError
        """,
        line -> {
          String[] told = line.split(";", -1);
          return record(
              "\"errorCode\":%s,\"errorMessage\":%s,\"responseElements\":%s"
                  .formatted(
                      json(told[0]),
                      json(told[1]),
                      told[2].equals("-") ? "null" : "{\"ConsoleLogin\":\"" + told[2] + "\"}"));
        },
        "outcome",
        "error");
  }

  private static String json(String text) {
    return text.equals("-") ? "null" : '"' + text + '"';
  }

  /**
   * Reads a table whose lines say what goes into a record and what some columns of it are, parted
   * by bars; a hyphen is null.
   */
  private void assertTable(String table, UnaryOperator<String> toRecord, String... columns) {
    List<String[]> lines = table.lines().map(line -> line.strip().split(" *[|] *", -1)).toList();
    String[] records = lines.stream().map(line -> toRecord.apply(line[0])).toArray(String[]::new);
    List<List<String>> expected =
        lines.stream().map(line -> List.of(line).subList(1, line.length)).toList();

    List<Tuple> found = tuples(records(records), columns);

    assertThat(found).hasSameSizeAs(lines);
    for (int i = 0; i < records.length; i++) {
      List<String> values =
          found.get(i).toList().stream().map(v -> v == null ? "-" : v.toString()).toList();
      assertThat(values).as(records[i]).isEqualTo(expected.get(i));
    }
  }

  @Test
  void anAddressThatIsNoneIsThatOfAService() {
    assertTable(
        """
        192.0.2.1 | 192.0.2.1 | false
        2001:db8::1 | 2001:db8::1 | false
        ::ffff:192.0.2.1 | ::ffff:192.0.2.1 | false
        AWS Internal | - | true
        AWS Internal/3 | - | true
        ec2.amazonaws.com | - | true
        """,
        line -> record("\"sourceIPAddress\":\"" + line + "\""),
        "ip",
        "is_service");
    assertThat(only(record("\"sourceIPAddress\":\"\""), "ip", "is_service"))
        .isEqualTo(tuple(null, false));
  }

  @Test
  void aCallOfTheConsoleIsThePersonsThoughAServiceIsNamed() {
    assertThat(
            only(
                record(
                    "\"sourceIPAddress\":\"192.0.2.1\",\"userIdentity\":{\"type\":\"IAMUser\","
                        + "\"arn\":\"a\",\"invokedBy\":\"signin.amazonaws.com\"}"),
                "is_service",
                "invoked_by",
                "principal_type"))
        .isEqualTo(tuple(false, "signin.amazonaws.com", "IAM_USER"));
  }

  @Test
  void theUserAgentStandsWithoutItsBrackets() {
    assertTable(
        """
        <[aws-cli/2.15 md/x]> | aws-cli/2.15 md/x
        <aws-cli/2.15> | aws-cli/2.15
        < [S3Console/0.4] > | S3Console/0.4
        <[]> | -
        <> | -
        <[half> | [half
        """,
        line -> record("\"userAgent\":\"" + line.replaceAll("^<|>$", "") + "\""),
        "user_agent");
  }

  @Test
  void theOperationStandsWithoutItsVersion() {
    assertTable(
        """
        UpdateFunctionCode20150331v2 | UpdateFunctionCode
        CreateFunction20150331 | CreateFunction
        Invoke | Invoke
        ListDistributions2020_05_31 | ListDistributions2020_05_31
        """,
        name -> "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":\"" + name + "\"}",
        "operation");
  }

  @Test
  void whatIsNotToldToReadIsToldByTheNameOfTheOperation() {
    assertTable(
        """
        "GetObject","readOnly":true | true
        "GetObject","readOnly":false | false
        "GetObject","readOnly":"false" | false
        "GetObject","readOnly":null | true
        "GetObject","readOnly":7 | true
        "GetObject" | true
        "PutObject","readOnly":"true" | true
        "PutObject","readOnly":null | false
        "BatchGetItem" | true
        """,
        call -> "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":" + call + "}",
        "is_read");
  }

  @Test
  void theAccountIsTheRecipientsThenTheCallersThenThePaths() {
    String recipient = "\"recipientAccountId\":\"1\"";
    String caller = "\"userIdentity\":{\"accountId\":\"2\"}";
    assertThat(only(record(recipient + "," + caller), "account")).isEqualTo(tuple("1"));
    assertThat(only(record(caller), "account")).isEqualTo(tuple("2"));
    assertThat(only(record(""), "account")).isEqualTo(tuple((Object) null));

    Path deep = folder.resolve("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/17");
    assertThat(deep.toFile().mkdirs()).isTrue();
    Dataset<Row> scan =
        Reading.scan(Source.CLOUDTRAIL, Reading.write(deep, "t.json", trail(record(""))));
    assertThat(tuples(Reading.records(scan), "account", "region"))
        .containsExactly(tuple("111122223333", "eu-west-1"));
  }

  @Test
  void copiesShareTheirIdAndRecordsWithoutOneAreKnownByTheirBytes() {
    List<Tuple> ids =
        tuples(
            records(
                record("\"eventID\":\"e1\""),
                record("\"eventID\":\"e1\",\"userAgent\":\"x\""),
                record("\"userAgent\":\"a\""),
                record("\"userAgent\":\"a\""),
                record("\"userAgent\":\"b\""),
                record("\"eventID\":\"\",\"userAgent\":\"a\""),
                record("\"eventID\":\"\",\"userAgent\":\"b\"")),
            "id");

    assertThat(ids).hasSize(7);
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isEqualTo(tuple("e1"));
    assertThat(ids.get(2)).isEqualTo(ids.get(3)).isNotEqualTo(ids.get(4));
    assertThat(ids.get(5)).isNotEqualTo(ids.get(6));
  }

  @Test
  void aRecordThatTellsNoCallIsRefusedWithItsText() {
    List<String[]> refused =
        """
            {} | no eventTime
            {"eventName":"x"} | no eventTime
            {"eventTime":null,"eventName":"x"} | no eventTime
            {"eventTime":"soon","eventName":"x"} | eventTime is no time: soon
            {"eventTime":1760695200,"eventName":"x"} | eventTime is no time: 1760695200
            {"eventTime":"2026-10-17T10:00:00Z"} | neither eventName nor eventSource
            {"eventTime":"1970-01-01T00:00:00Z","eventName":"x"} | time out of range: 1970-01-01T00:00:00Z
            {"eventTime":"2006-03-13T23:59:59Z","eventName":"x"} | time out of range: 2006-03-13T23:59:59Z
            {"eventTime":"2026-12-01T00:00:01Z","eventName":"x"} | time out of range: 2026-12-01T00:00:01Z
            {"eventTime":"2099-01-01T00:00:00Z","eventName":"x"} | time out of range: 2099-01-01T00:00:00Z
            {"eventTime":"+999999999-12-31T23:59:59Z","eventName":"x"} | time out of range: +999999999-12-31T23:59:59Z
            {"eventTime":"-999999999-01-01T00:00:00Z","eventName":"x"} | time out of range: -999999999-01-01T00:00:00Z
            "text" | not a JSON object
            [1,2] | not a JSON object
        """
            .lines()
            .map(line -> line.strip().split(" [|] ", -1))
            .toList();
    List<String> records = new ArrayList<>();
    List<Tuple> expected = new ArrayList<>();
    for (String[] line : refused) {
      records.add(record(""));
      expected.add(tuple((long) records.size(), line[1], line[0]));
      records.add(line[0]);
    }
    Dataset<Row> scan = scan(records.toArray(String[]::new));

    assertThat(tuples(Reading.rejects(scan), "position", "reason", "raw"))
        .containsExactlyElementsOf(expected);
    assertThat(Reading.records(scan).count()).isEqualTo(refused.size());
  }

  @Test
  void theFirstAndTheLastInstantThatAreReadAreKept() {
    assertThat(
            tuples(
                records(
                    "{\"eventTime\":\"2006-03-14T00:00:00Z\",\"eventName\":\"x\"}",
                    "{\"eventTime\":\"2026-12-01T00:00:00Z\",\"eventName\":\"x\"}"),
                "time"))
        .containsExactly(tuple("2006-03-14T00:00:00Z"), tuple("2026-12-01T00:00:00Z"));
  }

  @Test
  void aTimeWithAnOffsetIsThatInstant() {
    assertThat(
            only(
                "{\"eventTime\":\"2026-10-17T01:30:00.123+02:00\",\"eventName\":\"x\"}",
                "time",
                "day",
                "hour"))
        .isEqualTo(tuple("2026-10-16T23:30:00.123Z", "2026-10-16", 23));
  }

  @Test
  void aValueOfTheWrongTypeInAnyFieldCostsNoNeighbour() {
    List<String> odd =
        List.of(
            "null",
            "17",
            "true",
            "\"\"",
            "\"text\"",
            "[]",
            "{}",
            "[[1,{\"a\":2}]]",
            "{\"a\":{\"b\":[1]}}",
            "1e999",
            "-0");
    List<String> fields =
        List.of(
            "eventVersion",
            "eventTime",
            "eventSource",
            "eventName",
            "awsRegion",
            "eventID",
            "userIdentity",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestParameters",
            "responseElements",
            "resources",
            "readOnly",
            "recipientAccountId",
            "userIdentity\":{\"sessionContext\":{\"sessionIssuer");
    List<String> records = new ArrayList<>();
    int good = 0;
    for (String field : fields) {
      for (String value : odd) {
        String close = field.contains("{") ? "}}" : "";
        records.add(
            "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":\"Odd\",\"eventSource\":\"s3\",\""
                + field
                + "\":"
                + value
                + close
                + "}");
        records.add(record("\"eventID\":\"good-" + good++ + "\",\"userAgent\":\"good\""));
      }
    }
    Dataset<Row> scan = scan(records.toArray(String[]::new));

    long kept = Reading.records(scan).count();
    long refused = Reading.rejects(scan).count();
    assertThat(Reading.records(scan).filter("user_agent = 'good'").distinct().count())
        .isEqualTo(good);
    assertThat(kept + refused).isEqualTo(records.size());
    assertThat(Reading.rejects(scan).filter("reason NOT LIKE '%eventTime%'").count()).isZero();
    assertThat(
            tuples(Reading.facts(scan).selectExpr("sum(records) r", "sum(rejected) j"), "r", "j"))
        .containsExactly(tuple((long) records.size(), refused));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventTime\":\"2026-10-17T10:00:00Z\",oops}",
        "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":\"\\x\"}",
        "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":nul}",
        "{]"
      })
  void aRecordThatIsNoJsonIsRefusedAndCostsNoNeighbour(String record) {
    Dataset<Row> scan = scan(record("\"eventID\":\"a\""), record, record("\"eventID\":\"b\""));

    assertThat(Reading.rejects(scan).first().<String>getAs("reason")).startsWith("no JSON: ");
    assertThat(tuples(Reading.records(scan), "event_id")).containsExactly(tuple("a"), tuple("b"));
  }

  @Test
  void bracketsInBracketsWithoutEndAreRefused() {
    String deep =
        "{" + WHEN + ",\"requestParameters\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5001);
    Dataset<Row> scan = scan(deep, record("\"eventID\":\"b\""));

    assertThat(Reading.rejects(scan).first().<String>getAs("reason")).contains("nesting depth");
    assertThat(tuples(Reading.records(scan), "event_id")).containsExactly(tuple("b"));
  }

  @Test
  void hostileTextGoesThroughUnchanged() {
    String agent = "=cmd|'/C calc'!A0 <script> \\u001b[31m \\u0000 '; DROP TABLE x";
    assertThat(only(record("\"userAgent\":\"" + agent + "\""), "user_agent"))
        .isEqualTo(tuple("=cmd|'/C calc'!A0 <script> \u001b[31m \u0000 '; DROP TABLE x"));
  }
}
