package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads a row of the Security Hub findings in Security Lake, as JSON of the whole row: source
 * version 1 (class 2001, OCSF 1.0.0-rc.2) and version 2 (classes 2002 to 2004, OCSF 1.1.0).
 * Security Lake made the row from ASFF by a published mapping; the mapping is undone and ASFF is
 * read, so that a finding says the same by either way.
 *
 * @see <a
 *     href="https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0/Security%20Hub">The
 *     mapping</a>
 */
public final class OcsfFinding {
  private OcsfFinding() {}

  /** The finding of one row. */
  public static Finding of(JsonNode row) throws RefusedFinding {
    View view = View.of(row);
    if (!view.node().isObject()) {
      throw new RefusedFinding("A row of Security Lake is a JSON object; this is none.");
    }
    Double kind = view.number("class_uid");
    if (kind != null && (kind < 2001 || kind > 2004)) {
      throw new RefusedFinding("OCSF class " + view.text("class_uid") + " is no finding.");
    }
    return SecurityHubFinding.of(new OcsfMapping(view).asff(), row);
  }
}
