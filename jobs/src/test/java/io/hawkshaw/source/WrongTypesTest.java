package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.run.Settings;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Records whose fields are not what AWS says they are. */
final class WrongTypesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORD =
      """
      {"eventVersion":"1.11","eventTime":"2026-10-17T10:00:00Z","eventSource":"s3.amazonaws.com",
       "eventName":"GetObject","eventID":"e","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.1",
       "userAgent":"x","errorCode":"AccessDenied","errorMessage":"no","readOnly":true,
       "recipientAccountId":"111122223333","requestParameters":{"bucketName":"b","key":"k"},
       "responseElements":{"ConsoleLogin":"Success"},
       "resources":[{"ARN":"arn:aws:s3:::b","type":"AWS::S3::Bucket"}],
       "userIdentity":{"type":"AssumedRole","principalId":"AROA:s","arn":"a","accountId":"1",
        "userName":"u","accessKeyId":"k","credentialId":"c","invokedBy":"i",
        "sessionContext":{"sessionIssuer":{"arn":"r"},"sourceIdentity":"j"},
        "onBehalfOf":{"userId":"o"}}}
      """;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "-1e400",
          "\"\"",
          "\"x\"",
          "[]",
          "[7]",
          "[[{}],null]",
          "{}",
          "{\"a\":[{\"b\":7}]}");

  private static List<Outcome> read(byte[] content) {
    InputFile file = Reading.file(Source.CLOUDTRAIL, Path.of("/none/t.json"));
    List<Outcome> outcomes = new ArrayList<>();
    new CloudTrail()
        .read(new ByteArrayInputStream(content), file, Settings.defaults().reading())
        .forEachRemaining(outcomes::add);
    return outcomes;
  }

  private static Outcome only(JsonNode record) {
    List<Outcome> outcomes = read(record.toString().getBytes(UTF_8));
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private static ObjectNode record() {
    return (ObjectNode) node(RECORD);
  }

  private static JsonNode node(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths of all values of the record that are no array, as JSON pointers. */
  private static List<String> paths(JsonNode node, String path) {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      paths.add(path + "/" + field.getKey());
      paths.addAll(paths(field.getValue(), path + "/" + field.getKey()));
    }
    return paths;
  }

  @Example
  void aFieldOfAWrongTypeCostsNoMoreThanItself() {
    Set<String> needed = Set.of("/eventTime");
    List<String> paths = paths(record(), "");
    assertThat(paths).hasSizeGreaterThan(25);
    for (String path : paths) {
      for (String value : VALUES) {
        ObjectNode record = record();
        int name = path.lastIndexOf('/');
        ((ObjectNode) record.at(path.substring(0, name)))
            .set(path.substring(name + 1), node(value));
        Class<?> expected = needed.contains(path) ? Outcome.Refused.class : Outcome.Parsed.class;
        assertThat(only(record)).as("%s %s", path, value).isInstanceOf(expected);
      }
    }
  }

  @Example
  void withoutNameAndSourceARecordTellsNoCall() {
    ObjectNode record = record();
    record.putArray("eventName");
    record.putObject("eventSource");
    assertThat(only(record))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo("neither eventName nor eventSource"));
  }

  @Example
  void whatIsRightOfARecordIsKept() {
    ObjectNode record = record();
    record.put("userIdentity", 7);
    record.putArray("requestParameters").add("x");
    record.put("awsRegion", true);
    assertThat(only(record))
        .isInstanceOfSatisfying(
            Outcome.Parsed.class,
            parsed -> {
              assertThat(parsed.id()).isEqualTo("e");
              assertThat(parsed.account()).isEqualTo("111122223333");
              assertThat(parsed.region()).isEqualTo("true");
              assertThat(parsed.row().mkString("|"))
                  .contains("GetObject")
                  .contains("AWS::S3::Bucket|b|");
            });
  }

  @Property(tries = 2000)
  void bytesOfAnythingThrowNothing(@ForAll @Size(max = 400) byte[] bytes) {
    for (Outcome outcome : read(bytes)) {
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Property(tries = 2000)
  void aRecordWithBytesOfAnythingInItThrowsNothing(
      @ForAll @Size(max = 8) byte[] bytes, @ForAll char where) {
    byte[] record = RECORD.getBytes(UTF_8);
    int at = where % (record.length - bytes.length);
    System.arraycopy(bytes, 0, record, at, bytes.length);
    assertThat(read(record)).isNotEmpty();
  }
}
