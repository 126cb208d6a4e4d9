package io.hawkshaw.source;

import com.google.common.collect.Iterators;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.util.Iterator;

/** Makes outcomes of the pieces of a JSON stream. What is no whole object is refused here. */
final class JsonOutcomes {
  /** Understands one JSON object; an IOException says that it is no JSON after all. */
  interface PieceParser {
    Outcome parse(Piece piece) throws IOException;
  }

  private JsonOutcomes() {}

  static Iterator<Outcome> of(JsonRecords pieces, PieceParser parser) {
    return Iterators.transform(pieces, piece -> of(piece, parser));
  }

  static Outcome of(Piece piece, PieceParser parser) {
    return switch (piece.kind()) {
      case OBJECT -> {
        try {
          yield parser.parse(piece);
        } catch (IOException e) {
          yield refused(piece, "no JSON: " + firstLine(e));
        }
      }
      case OTHER -> refused(piece, "not a JSON object");
      case TOO_LONG -> refused(piece, "longer than reading.max-record-bytes");
      case HALF -> refused(piece, "half a record: the next one begins within it");
      case CUT_OFF -> refused(piece, "cut off: the file ends within it");
    };
  }

  static Outcome refused(Piece piece, String reason) {
    return new Outcome.Refused(piece.position(), reason, piece.text(Scan.RAW_BYTES));
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
