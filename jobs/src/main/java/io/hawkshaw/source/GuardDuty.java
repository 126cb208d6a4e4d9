package io.hawkshaw.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.run.Settings;
import io.hawkshaw.source.JsonRecords.Piece;
import io.hawkshaw.source.finding.Finding;
import io.hawkshaw.source.finding.GuardDutyFinding;
import io.hawkshaw.source.finding.RefusedFinding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * GuardDuty findings: the lines that its export writes to S3, EventBridge events, and what
 * GetFindings answers.
 *
 * <p>https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
final class GuardDuty implements RawFormat {
  private static final long serialVersionUID = 1L;
  private static final Set<String> ARRAYS = Set.of("findings", "Findings");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public StructType words() {
    return Findings.RECORD;
  }

  @Override
  public Column toRecord() {
    return Findings.version();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, Settings.Reading limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    return JsonOutcomes.of(pieces, GuardDuty::parse);
  }

  private static Outcome parse(Piece piece) throws IOException {
    Finding finding;
    try {
      finding = GuardDutyFinding.of(JSON.readTree(piece.buffer(), 0, piece.length()));
    } catch (RefusedFinding e) {
      return JsonOutcomes.refused(piece, e.getMessage());
    }
    return new Outcome.Parsed(
        piece.position(),
        FindingRows.id("guardduty", finding),
        finding.updatedTime(),
        finding.account(),
        finding.region(),
        FindingRows.row(finding),
        () -> piece.text(Scan.RAW_BYTES));
  }
}
