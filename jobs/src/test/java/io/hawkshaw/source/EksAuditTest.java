package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.gzip;
import static io.hawkshaw.source.Reading.write;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.source.RawFormatProperties.Framing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes audit events, alone and as CloudWatch Logs delivers them. */
final class EksAuditTest {
  private static final String TIME = "2026-10-17T10:00:00Z";

  @TempDir private Path folder;

  private static String event(String id) {
    return """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"%s",\
        "stage":"ResponseComplete","requestURI":"/api/v1/namespaces/n/pods/p/exec?command=sh",\
        "verb":"create","user":{"username":"dev","uid":"aws-iam-authenticator:111122223333:AROAX",\
        "groups":["system:authenticated"],"extra":{"accessKeyId":["ASIAX"],\
        "arn":["arn:aws:sts::444455556666:assumed-role/R/s"],\
        "canonicalArn":["arn:aws:iam::444455556666:role/R"],"sessionName":["s"]}},\
        "sourceIPs":["192.0.2.1","10.0.0.1"],"userAgent":"kubectl","objectRef":{"resource":"pods",\
        "subresource":"exec","namespace":"n","name":"p"},"responseStatus":{"metadata":{},\
        "code":101},"requestObject":{"items":[{}]},\
        "requestReceivedTimestamp":"2026-10-17T09:59:59.123456Z",\
        "stageTimestamp":"2026-10-17T10:00:00.000000Z"}"""
        .formatted(id);
  }

  private static String envelope(String stream, String... messages) {
    return Framing.ENVELOPE
        .frame(List.of(messages))
        .replace("kube-apiserver-audit-0", stream)
        .replace("/aws/eks/c/cluster", "/aws/eks/prod/cluster");
  }

  private static List<String> words(String content) {
    return Outcomes.words(Outcomes.of(new EksAudit(), Source.EKS_AUDIT_RAW, content));
  }

  @Test
  void anEventOfAnEnvelopeHasTheAccountAndTheClusterOfItsLogGroup() {
    Path file = write(folder, "f.gz", gzip(envelope("kube-apiserver-audit-0f", event("a"))));
    assertThat(
            tuples(
                Reading.table(Source.EKS_AUDIT_RAW, file),
                "source",
                "account",
                "cluster",
                "principal",
                "principal_id",
                "session",
                "source_identity",
                "access_key",
                "ip",
                "operation",
                "target_type",
                "target",
                "outcome",
                "first_time",
                "event_ids"))
        .containsExactly(
            tuple(
                "eks-audit",
                "111122223333",
                "prod",
                "dev",
                "AROAX",
                "s",
                "arn:aws:iam::444455556666:role/R",
                "ASIAX",
                "192.0.2.1",
                "create",
                "Kubernetes::pods/exec",
                "n/p",
                "success",
                TIME,
                List.of("a")));
  }

  @Test
  void anEventAloneHasTheAccountOfItsPathElseOfItsCaller() throws IOException {
    Path deep = folder.resolve("AWSLogs/777788889999/eks/us-east-1/2026/10/17");
    Files.createDirectories(deep);
    Dataset<Row> scan =
        Reading.scan(
            Source.EKS_AUDIT_RAW,
            write(deep, "f.jsonl", event("a") + "\n"),
            write(
                folder,
                "g.json",
                "{\"kind\":\"EventList\",\"metadata\":{},\"items\":[" + event("b") + "]}"));
    assertThat(tuples(Reading.records(scan), "event_id", "account", "region", "cluster"))
        .containsExactlyInAnyOrder(
            tuple("a", "777788889999", "us-east-1", null), tuple("b", "444455556666", null, null));
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
  }

  @Test
  void healthChecksAndOtherStreamsAreSkippedAndCounted() {
    String control =
        envelope("", "CWL CONTROL MESSAGE: Checking health of destination Firehose.")
            .replace("DATA_MESSAGE", "CONTROL_MESSAGE");
    String scheduler = envelope("kube-scheduler-0f", "I1017 leader", "{\"auditID\":\"x\"}");
    Path file =
        write(
            folder,
            "f.json",
            control + envelope("kube-apiserver-audit-0f", event("a")) + scheduler + control);
    Dataset<Row> scan = Reading.scan(Source.EKS_AUDIT_RAW, file);

    assertThat(tuples(Reading.records(scan), "event_id")).containsExactly(tuple("a"));
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
    assertThat(
            tuples(
                Reading.facts(scan)
                    .selectExpr("sum(records) r", "sum(rejected) j", "sum(skipped) s"),
                "r",
                "j",
                "s"))
        .containsExactly(tuple(1L, 0L, 4L));
  }

  @Test
  void aFileOfSkippedEntriesAloneIsNoEmptyOne() {
    Path file = write(folder, "f.json", envelope("authenticator-0f", "time=now"));
    assertThat(
            tuples(
                Reading.facts(Reading.scan(Source.EKS_AUDIT_RAW, file)),
                "records",
                "rejected",
                "skipped"))
        .containsExactly(tuple(0L, 0L, 1L));
  }

  @Test
  void gzipWithinGzipAndMembersOneBehindAnotherAreUnpacked() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(envelope("kube-apiserver-audit-0f", event("a"))));
    members.write(gzip(envelope("kube-apiserver-audit-0f", event("b"), event("c"))));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(members.toByteArray());
    }
    Dataset<Row> scan =
        Reading.scan(
            Source.EKS_AUDIT_RAW,
            write(folder, "once.gz", members.toByteArray()),
            write(folder, "twice.gz", packed.toByteArray()));
    assertThat(tuples(Reading.records(scan), "event_id"))
        .containsExactlyInAnyOrder(
            tuple("a"), tuple("b"), tuple("c"), tuple("a"), tuple("b"), tuple("c"));
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
  }

  @Test
  void badMessagesAreRejectsOfTheirOwn() {
    String audit = "kube-apiserver-audit-0f";
    String noMessage = envelope(audit, "x").replace("\"message\"", "\"text\"");
    assertThat(
            words(
                envelope(audit, event("a"), "no json", "{}", "", event("b"))
                    + noMessage
                    + envelope(audit, event("c"))))
        .satisfiesExactly(
            word -> assertThat(word).isEqualTo(TIME),
            word -> assertThat(word).startsWith("no JSON: "),
            word -> assertThat(word).isEqualTo("no audit event: neither auditID nor requestURI"),
            word -> assertThat(word).isEqualTo("no audit event: neither auditID nor requestURI"),
            word -> assertThat(word).isEqualTo(TIME),
            word -> assertThat(word).isEqualTo("log event without a message"),
            word -> assertThat(word).isEqualTo(TIME));
  }

  @Test
  void aBadEnvelopeIsOneRejectAndCostsNoNeighbour() {
    String audit = "kube-apiserver-audit-0f";
    String broken = "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":\"none\"}";
    String unquoted = envelope(audit, event("b")).replace("\"DATA_MESSAGE\"", "DATA");
    assertThat(words(envelope(audit, event("a")) + broken + unquoted + envelope(audit, event("c"))))
        .containsExactly(TIME, "no audit event: neither auditID nor requestURI", TIME, TIME);
    String cut = envelope(audit, event("a"), event("b"));
    assertThat(words(cut.substring(0, cut.length() - 40)))
        .containsExactly(TIME, "cut off: the file ends within it");
    assertThat(words(cut.substring(0, cut.length() - 2)))
        .containsExactly(TIME, TIME, "cut off: the file ends within it");
  }

  @Test
  void anEventLongerThanTheBoundIsRefusedHoweverLongTheEnvelope() {
    String audit = "kube-apiserver-audit-0f";
    String content = envelope(audit, event("a"), "x".repeat(3000), event("b"), event("c"));
    assertThat(
            Outcomes.words(
                Outcomes.of(
                    new EksAudit(),
                    Source.EKS_AUDIT_RAW,
                    content.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    2000)))
        .containsExactly(TIME, "longer than reading.max-record-bytes", TIME, TIME);
  }

  @Test
  void theStagesOfARequestAreRecordsAndTheirCopiesAreNot() {
    String started = event("a").replace("ResponseComplete", "ResponseStarted");
    String unnamed = event("a").replace("\"auditID\":\"a\",", "");
    String other = unnamed.replace("\"verb\":\"create\"", "\"verb\":\"get\"");
    Path file =
        write(
            folder,
            "f.jsonl",
            String.join("\n", event("a"), started, event("a"), unnamed, other, unnamed));
    assertThat(
            tuples(
                Reading.table(Source.EKS_AUDIT_RAW, file)
                    .selectExpr("sum(events) events", "sum(duplicates) duplicates"),
                "events",
                "duplicates"))
        .containsExactly(tuple(4L, 2L));
  }

  @Test
  void recordedEventsAreAllReadOrRefused() throws IOException {
    // The publisher wrote the times without T and Z.
    String content =
        Files.readString(Reading.vendor("eks-audit/panther-eks-audit.jsonl"))
            .replaceAll("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d[.]\\d+)\"", "$1T$2Z\"");
    Dataset<Row> scan = Reading.scan(Source.EKS_AUDIT_RAW, write(folder, "f.jsonl", content));

    assertThat(tuples(Reading.rejects(scan).groupBy("reason").count(), "reason", "count"))
        .containsExactly(tuple("neither stageTimestamp nor requestReceivedTimestamp", 4L));
    assertThat(Reading.records(scan).count()).isEqualTo(16);
    assertThat(
            tuples(
                Reading.records(scan).filter("outcome = 'denied'").distinct(),
                "principal",
                "operation",
                "error"))
        .contains(tuple("system:anonymous", "get", "Forbidden"));
  }
}
