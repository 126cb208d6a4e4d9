package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Reads a row of the Security Hub findings in Security Lake, as JSON of the whole row: source
 * version 1 (class 2001, OCSF 1.0.0-rc.2) and version 2 (classes 2002 to 2004, OCSF 1.1.0); and of
 * a finding that a custom source wrote in any version of OCSF. Security Lake made the row from ASFF
 * by a published mapping; the mapping is undone and ASFF is read, so that a finding says the same
 * by either way.
 *
 * @see <a
 *     href="https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0/Security%20Hub">The
 *     mapping</a>
 */
public final class OcsfFinding {
  private static final Set<String> FINDINGS =
      Set.of(
          "Security Finding", "Vulnerability Finding", "Compliance Finding", "Detection Finding");

  private OcsfFinding() {}

  /**
   * Whether a class is one of findings: Security Finding (2001, deprecated in OCSF 1.1), and those
   * that took its place, Vulnerability (2002), Compliance (2003) and Detection Finding (2004).
   * Unlike other numbers, these mean the same in every version of OCSF that has them.
   */
  public static boolean isFinding(long classUid) {
    return classUid >= 2001 && classUid <= 2004;
  }

  /** Whether a row says that it is of a class that is none of findings. */
  public static boolean isOfOtherClass(JsonNode row) {
    Double uid = View.of(row).number("class_uid");
    String name = View.of(row).text("class_name");
    return uid == null ? name != null && !FINDINGS.contains(name) : !isFinding(uid.longValue());
  }

  /** The finding of one row. */
  public static Finding of(JsonNode row) throws RefusedFinding {
    View view = View.of(row);
    if (!view.node().isObject()) {
      throw new RefusedFinding("A row of Security Lake is a JSON object; this is none.");
    }
    if (isOfOtherClass(row)) {
      throw new RefusedFinding("OCSF class " + view.text("class_uid") + " is no finding.");
    }
    return SecurityHubFinding.of(new OcsfMapping(view).asff(), row);
  }
}
