package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.opencsv.CSVReader;
import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.detective.DetectiveClient;
import software.amazon.awssdk.services.detective.model.EntityType;
import software.amazon.awssdk.services.detective.model.GetInvestigationResponse;
import software.amazon.awssdk.services.detective.model.IndicatorType;
import software.amazon.awssdk.services.detective.model.ListIndicatorsResponse;
import software.amazon.awssdk.services.detective.model.Reason;
import software.amazon.awssdk.services.detective.model.Severity;
import software.amazon.awssdk.services.detective.model.State;
import software.amazon.awssdk.services.detective.model.Status;

/** The files of an investigation whose texts are hostile, read as their readers do. */
final class InvestigationFilesTest {
  @TempDir private static Path folder;
  private static JsonNode json;

  @BeforeAll
  static void write() throws IOException {
    MemoryLake lake = SampleCase.lake();
    List<Row> indicators = lake.read(Table.INDICATORS).collectAsList();
    List<Path> files =
        InvestigationFiles.write(
            lake, lake.read(Table.INVESTIGATIONS).first(), indicators, folder.resolve("a/b"));
    assertThat(files).allMatch(Files::exists).hasSize(4);
    json = new ObjectMapper().readTree(files.get(0).toFile());
  }

  /** Answers whatever is asked with one text, as the service would. */
  private static DetectiveClient client(JsonNode answer) {
    SdkHttpClient http =
        new SdkHttpClient() {
          @Override
          public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
              @Override
              public HttpExecuteResponse call() {
                byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                    .response(
                        SdkHttpResponse.builder()
                            .statusCode(200)
                            .putHeader("Content-Type", "application/json")
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
              }

              @Override
              public void abort() {}
            };
          }

          @Override
          public void close() {}
        };
    return DetectiveClient.builder()
        .httpClient(http)
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  @Test
  void theModelOfAwsReadsTheInvestigation() {
    GetInvestigationResponse read =
        client(json.get("Investigation")).getInvestigation(ask -> ask.graphArn("g"));
    assertThat(read.entityArn()).isEqualTo(SampleCase.ARN);
    assertThat(read.investigationId()).isEqualTo("000123456789012345678");
    assertThat(read.entityType()).isEqualTo(EntityType.IAM_USER);
    assertThat(read.severity()).isEqualTo(Severity.HIGH);
    assertThat(read.state()).isEqualTo(State.ACTIVE);
    assertThat(read.status()).isEqualTo(Status.SUCCESSFUL);
    assertThat(read.createdTime()).isEqualTo(Instant.parse("2026-10-17T02:00:00Z"));
    assertThat(read.scopeStartTime()).isEqualTo(Instant.parse("2026-10-16T00:00:00Z"));
    assertThat(read.scopeEndTime()).isEqualTo(Instant.parse("2026-10-17T00:00:00Z"));
  }

  @Test
  void theModelOfAwsReadsAllTypesOfIndicators() {
    ListIndicatorsResponse read =
        client(json.get("Indicators")).listIndicators(ask -> ask.graphArn("g"));
    assertThat(read.indicators())
        .extracting(indicator -> indicator.indicatorType())
        .containsExactlyInAnyOrderElementsOf(IndicatorType.knownValues());
    assertThat(read.indicators())
        .allSatisfy(
            indicator -> {
              var detail = indicator.indicatorDetail();
              switch (indicator.indicatorType()) {
                case TTP_OBSERVED -> {
                  assertThat(detail.ttPsObservedDetail().apiSuccessCount()).isEqualTo(1L);
                  assertThat(detail.ttPsObservedDetail().procedure()).isEqualTo("IAM user created");
                }
                case IMPOSSIBLE_TRAVEL ->
                    assertThat(detail.impossibleTravelDetail().hourlyTimeDelta()).isEqualTo(1);
                case FLAGGED_IP_ADDRESS ->
                    assertThat(detail.flaggedIpAddressDetail().reason())
                        .isEqualTo(Reason.AWS_THREAT_INTELLIGENCE);
                case NEW_GEOLOCATION ->
                    assertThat(detail.newGeolocationDetail().isNewForEntireAccount()).isTrue();
                case NEW_ASO ->
                    assertThat(detail.newAsoDetail().aso()).isEqualTo("Example Hosting");
                case NEW_USER_AGENT ->
                    assertThat(detail.newUserAgentDetail().userAgent())
                        .isEqualTo(SampleCase.MARKUP);
                case RELATED_FINDING ->
                    assertThat(detail.relatedFindingDetail().type()).isEqualTo("T/x");
                case RELATED_FINDING_GROUP ->
                    assertThat(detail.relatedFindingGroupDetail().id()).isEqualTo("g1");
                default -> throw new AssertionError(indicator.indicatorTypeAsString());
              }
            });
  }

  @Test
  void theExtensionTellsWhenByWhichKeysAndEvents() {
    JsonNode first = json.at("/Indicators/Indicators/0/Extension");
    assertThat(first.get("FirstTime").asText()).isEqualTo("2026-10-16T02:10:00Z");
    assertThat(first.get("EventIds")).hasToString("[\"e1\",\"e2\"]");
    assertThat(first.get("AccessKeyIds")).hasToString("[\"AKIAHARA\"]");
    assertThat(json.at("/Summary/HighSeverityIps")).hasToString("[\"203.0.113.66\"]");
    assertThat(json.at("/Summary/Tactics")).hasToString("[\"Persistence\",\"Discovery\"]");
  }

  @Test
  void recommendationsAreLinesWhoseWordsStayWords() {
    List<String> commands =
        json.get("Recommendations").findValues("Command").stream().map(JsonNode::asText).toList();
    assertThat(commands)
        .contains(
            "aws iam update-access-key --user-name 'o'\\''hara' --access-key-id AKIAHARA"
                + " --status Inactive",
            "aws iam delete-login-profile --user-name ''\\'''");
  }

  @Test
  void noCellOfTheCsvIsAFormulaAndAllAreThere() throws Exception {
    String text = Files.readString(folder.resolve("a/b/activity.csv"));
    List<String[]> rows;
    try (CSVReader reader = new CSVReader(new StringReader(text))) {
      rows = reader.readAll();
    }
    assertThat(rows).hasSize(5);
    List<String> columns = List.of(rows.get(0));
    assertThat(rows.get(1)[columns.indexOf("session")]).isEqualTo("'" + SampleCase.FORMULA);
    assertThat(rows.get(1)[columns.indexOf("user_agent")]).isEqualTo(SampleCase.MARKUP);
    assertThat(rows).allMatch(row -> row.length == columns.size());
    assertThat(text).contains("\r\n");
  }

  @Test
  void thePageHoldsNoMarkupOfALog() throws IOException {
    String page = Files.readString(folder.resolve("a/b/report.html"));
    String text = page.substring(0, page.indexOf("<script"));
    assertThat(text).doesNotContain("<img").contains("&lt;/script&gt;&lt;img");
    String data = page.substring(text.length(), page.indexOf("</script>"));
    assertThat(data).contains("\\u003C/script").doesNotContain("<img");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }
}
