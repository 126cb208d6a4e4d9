package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Iterators;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import io.hawkshaw.source.finding.Finding;
import io.hawkshaw.source.finding.FindingEnvelope;
import io.hawkshaw.source.finding.GuardDutyFinding;
import io.hawkshaw.source.finding.InsightFinding;
import io.hawkshaw.source.finding.RefusedFinding;
import io.hawkshaw.source.finding.SecurityHubFinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Findings as JSON, however delivered: on lines, one behind another as Firehose writes them, in
 * EventBridge events, in what an API answered, as a list. Each finding is a record of its own, also
 * where an envelope holds many; an envelope that holds none is nothing.
 */
final class JsonFindings implements RawFormat {
  private static final long serialVersionUID = 1L;
  private static final Set<String> ARRAYS = Set.of("findings", "Findings", "Records");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Understands one finding. */
  private interface Reader extends Serializable {
    Finding read(JsonNode finding) throws RefusedFinding;
  }

  private final String name;
  private final Reader reader;

  private JsonFindings(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /**
   * GuardDuty's export to S3, its EventBridge events, and what GetFindings answers.
   *
   * <p>https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
   */
  static JsonFindings ofGuardDuty() {
    return new JsonFindings("guardduty", GuardDutyFinding::of);
  }

  /**
   * Security Hub's EventBridge events, of up to many findings each, and what GetFindings answers.
   *
   * <p>https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
   */
  static JsonFindings ofSecurityHub() {
    return new JsonFindings("security-hub", SecurityHubFinding::of);
  }

  /** Log files of CloudTrail Insights events. */
  static JsonFindings ofInsights() {
    return new JsonFindings("cloudtrail-insight", InsightFinding::of);
  }

  @Override
  public StructType words() {
    return Findings.RECORD;
  }

  @Override
  public Column toRecord() {
    return Findings.version();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    Numbering numbering = new Numbering();
    return Iterators.concat(
        Iterators.transform(pieces, piece -> outcomes(piece, numbering).iterator()));
  }

  /** Counts the findings of a file, since a piece of it may hold any number of them. */
  private static final class Numbering {
    private long next;
  }

  private List<Outcome> outcomes(Piece piece, Numbering numbering) {
    boolean isList = piece.kind() == Kind.OTHER && piece.text(1).equals("[");
    if (piece.kind() != Kind.OBJECT && !isList) {
      return List.of(refused(piece, numbering));
    }
    List<JsonNode> findings;
    try {
      findings = FindingEnvelope.findings(JSON.readTree(piece.buffer(), 0, piece.length()));
    } catch (IOException e) {
      String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
      return List.of(
          new Outcome.Refused(numbering.next++, "no JSON: " + reason, piece.text(Scan.RAW_BYTES)));
    }
    List<Outcome> outcomes = new ArrayList<>(findings.size());
    findings.forEach(finding -> outcomes.add(outcome(finding, numbering.next++)));
    return outcomes;
  }

  private static Outcome refused(Piece piece, Numbering numbering) {
    String reason = ((Outcome.Refused) JsonOutcomes.of(piece, whole -> null)).reason();
    return new Outcome.Refused(numbering.next++, reason, piece.text(Scan.RAW_BYTES));
  }

  private Outcome outcome(JsonNode json, long position) {
    try {
      return FindingRows.parsed(name, reader.read(json), position, () -> raw(json));
    } catch (RefusedFinding e) {
      return new Outcome.Refused(position, e.getMessage(), raw(json));
    }
  }

  private static String raw(JsonNode json) {
    String text = json.toString();
    return text.substring(0, Math.min(text.length(), Scan.RAW_BYTES));
  }
}
