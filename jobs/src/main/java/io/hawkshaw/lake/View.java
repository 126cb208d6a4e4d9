package io.hawkshaw.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * The views of the lake: what people drill down by, each a statement of SQL in a file of its name
 * beside this class, with the meaning of its columns. They keep day and hour, so that a query asks
 * for any window of time and reads no other day.
 *
 * <p>The levels are those of the activity details of Amazon Detective:
 * https://docs.aws.amazon.com/detective/latest/userguide/profile-panel-drilldown.html
 */
public enum View {
  /** Who called what from where: by address, operation or caller. */
  CALLS,
  /** All that was done from places that were new. */
  NEW_PLACES,
  /** Requests to clusters: by subject, address or verb. */
  KUBERNETES_CALLS,
  /** Flows of instances, tasks, pods and addresses, with the findings about the other side. */
  FLOWS,
  /** Findings by the entities that they involve. */
  FINDING_ENTITIES,
  /** Finding groups as they stand. */
  CURRENT_GROUPS,
  /** What started which session of a role. */
  SESSIONS,
  /** Who created what, and what that did since. */
  CREATIONS;

  private static final Pattern MEANING = Pattern.compile("\\n\\)\\nCOMMENT '([^']+)'\\nAS\\n");

  /** Name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What one row means. */
  public String meaning() {
    Matcher comment = MEANING.matcher(definition());
    if (!comment.find()) {
      throw new IllegalStateException("Without a meaning: " + sqlName());
    }
    return comment.group(1);
  }

  /** The statement that makes it, for a session that knows tables and functions by name. */
  public String definition() {
    String file = sqlName() + ".sql";
    try (InputStream in = View.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all views known to a session that knows the tables by name. */
  public static void register(SparkSession spark) {
    for (View view : values()) {
      spark.sql(view.definition());
    }
  }
}
