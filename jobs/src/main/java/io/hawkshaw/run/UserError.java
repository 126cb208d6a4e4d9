package io.hawkshaw.run;

import io.hawkshaw.lake.DamagedTable;
import io.hawkshaw.lake.LakeBusy;
import io.hawkshaw.lake.Table;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A mistake of the operator: the message says the problem, its cause and the remedy in one line.
 * {@code Main} prints it without a stack trace and exits with 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UserError(String message, Throwable cause) {
    super(message, cause);
  }

  public static UserError unknownKey(String where, String key, Collection<String> known) {
    return new UserError(
        "%s: unknown key '%s'; did you mean '%s'? Known here: %s"
            .formatted(where, key, nearest(key, known), String.join(", ", known)),
        null);
  }

  public static UserError badSetting(String key, Object value, String rule) {
    return new UserError(
        "Setting %s is %s, but %s; correct it in the settings file".formatted(key, value, rule),
        null);
  }

  public static UserError unreadableSettings(String file, String why, Throwable cause) {
    return new UserError(
        "Cannot read settings %s: %s; correct the file or name another with --conf"
            .formatted(file, why),
        cause);
  }

  public static UserError noRewriting() {
    return new UserError(
        "Nobody is set to rewrite stories; set rewriting.endpoint and rewriting.model in"
            + " conf/hawkshaw.yml",
        null);
  }

  public static UserError badInput(String given, Collection<String> known) {
    return new UserError(
        "--input %s is not NAME=URI with a known name; give one of %s, for example"
                .formatted(given, String.join(", ", known))
            + " --input cloudtrail=s3a://my-trail/AWSLogs",
        null);
  }

  public static UserError noInput() {
    return new UserError(
        "No input is set, so there is nothing to read; set inputs in conf/hawkshaw.yml or give"
            + " --input NAME=URI",
        null);
  }

  public static UserError missingInput(String name, String uri) {
    return new UserError(
        "Input %s: %s does not exist; correct the path under inputs or in --input"
            .formatted(name, uri),
        null);
  }

  public static UserError unreadableInput(String name, String uri, Throwable cause) {
    return new UserError(
        "Input %s: cannot list %s (%s); grant the identity that runs Hawkshaw read access, or"
                .formatted(name, uri, firstLine(cause))
            + " correct the path",
        cause);
  }

  public static UserError badTable(String uri) {
    return new UserError(
        "%s does not name Iceberg tables; write iceberg:CATALOG.DATABASE.TABLE, with * at the end for"
                .formatted(uri)
            + " all tables that begin so",
        null);
  }

  public static UserError tablesOfOtherInput(String name, String uri) {
    return new UserError(
        "Input %s: %s names Iceberg tables, which only security-lake has; give the folder of the files"
            .formatted(name, uri),
        null);
  }

  public static UserError missingCatalog(String uri, String catalog, Throwable cause) {
    return new UserError(
        "Input security-lake: %s: no catalog is called %s; set spark.sql.catalog.%s in"
                .formatted(uri, catalog, catalog)
            + " conf/spark-defaults.conf",
        cause);
  }

  public static UserError badCatalog(String uri, String catalog, Throwable cause) {
    return new UserError(
        "Input security-lake: %s: catalog %s cannot be opened (%s); correct spark.sql.catalog.%s in"
                .formatted(uri, catalog, firstLine(cause), catalog)
            + " conf/spark-defaults.conf",
        cause);
  }

  public static UserError missingTable(String uri, Throwable cause) {
    return new UserError(
        "Input security-lake: %s does not exist (%s); correct the name, or grant the identity that runs"
                .formatted(uri, firstLine(cause))
            + " Hawkshaw access to the table",
        cause);
  }

  public static UserError strangeTable(String uri, Collection<String> suffixes) {
    return new UserError(
        "Input security-lake: %s: no table of Security Lake's version 2 is called so; name one that ends"
                .formatted(uri)
            + " in one of "
            + String.join(", ", suffixes),
        null);
  }

  public static UserError missingRules(String folder) {
    return new UserError(
        "Rules: %s is no folder; correct the path under rules in the settings".formatted(folder),
        null);
  }

  public static UserError unreadableRules(String folder, Throwable cause) {
    return new UserError(
        "Rules: cannot list %s (%s); grant the identity that runs Hawkshaw read access"
            .formatted(folder, firstLine(cause)),
        cause);
  }

  public static UserError badAllowlist(String file, long line, String why) {
    return new UserError("Allowlist %s:%d: %s; correct the line".formatted(file, line, why), null);
  }

  public static UserError unreadableAllowlist(String file, Throwable cause) {
    return new UserError(
        "Allowlist %s cannot be read (%s); correct the path under rules.allowlist in the settings"
            .formatted(file, firstLine(cause)),
        cause);
  }

  public static UserError noCheckpointFolder(String key) {
    return new UserError(
        "The graph is too large for one machine's memory, and GraphFrames has no folder to write"
            + " between its rounds; set %s in conf/spark-defaults.conf to one that all machines see"
                .formatted(key),
        null);
  }

  public static UserError noLake(String uri) {
    return new UserError(
        "No tables at %s: no night has run with this lake; run ./hawkshaw nightly first, or name the"
                .formatted(uri)
            + " lake with --lake",
        null);
  }

  public static UserError unwritableLake(String uri, Throwable cause) {
    if (StorageFault.isFullDisk(cause)) {
      return fullDisk(cause);
    }
    return new UserError(
        "Cannot write the lake at %s (%s); grant write access or name another with --lake"
            .formatted(uri, firstLine(cause)),
        cause);
  }

  public static UserError storage(Throwable failure) {
    if (StorageFault.isFullDisk(failure)) {
      return fullDisk(failure);
    }
    return new UserError(
        "The store does not answer, or refuses (%s); mend access or connection and start again:"
                .formatted(firstLine(StorageFault.of(failure)))
            + " what is done is kept, ./hawkshaw check tells where it stands",
        failure);
  }

  public static UserError damagedTable(DamagedTable damage) {
    String rebuilt =
        damage.table() == Table.RUNS
            ? "and what earlier nights cost is forgotten"
            : "and build its days again: ./hawkshaw nightly --only %s --from 2026-10-01 --to 2026-10-17"
                .formatted(damage.table().sqlName());
    return new UserError(
        "%s; put back what is missing from a copy, or move away what is left of it %s"
            .formatted(damage.getMessage(), rebuilt),
        damage);
  }

  private static UserError fullDisk(Throwable failure) {
    return new UserError(
        "A disk is full; make room where the lake is, and where Spark keeps what exceeds memory"
            + " (spark.local.dir in conf/spark-defaults.conf, else the system's folder for temporary"
            + " files), and start again: what is done is kept",
        failure);
  }

  public static UserError busyLake(LakeBusy busy) {
    return new UserError(
        busy.getMessage() + "; wait until it has ended and start again: what is done is kept",
        busy);
  }

  public static UserError badDays(String problem) {
    return new UserError(
        problem + "; give --day 2026-10-17, or --from 2026-10-01 --to 2026-10-17", null);
  }

  public static UserError badScope(String problem) {
    return new UserError(
        problem + "; give --start 2026-10-16 --end 2026-10-17, or with hours: 2026-10-16T14:00Z",
        null);
  }

  public static UserError unknownEntity(String given, Collection<String> near) {
    return new UserError(
        "No entity is called '%s'; %s; ./hawkshaw entities --match '*PART*' searches"
            .formatted(
                given,
                near.isEmpty() ? "nothing is like it" : "near it: " + String.join(", ", near)),
        null);
  }

  public static UserError unknownPrincipal(String given, Collection<String> near) {
    return new UserError(
        "No IAM user or role has the ARN '%s'; %s; ./hawkshaw entities --type %s lists them"
            .formatted(
                given,
                near.isEmpty() ? "the lake knows none" : "near it: " + String.join(", ", near),
                given.contains(":role/") ? "IAM_ROLE" : "IAM_USER"),
        null);
  }

  public static UserError noPrincipalArn(String given, Collection<String> near) {
    return new UserError(
        "'%s' is no ARN of an IAM user or role; give one, as arn:aws:iam::111122223333:role/NAME%s"
            .formatted(given, near.isEmpty() ? "" : "; near it: " + String.join(", ", near)),
        null);
  }

  public static UserError noPrincipal(String given, String type) {
    return new UserError(
        "'%s' is of type %s, and only IAM users and roles are investigated; ./hawkshaw entity '%s'"
                .formatted(given, type, given)
            + " shows its profile",
        null);
  }

  public static UserError unknownInvestigation(String id, Collection<String> latest) {
    return new UserError(
        "No investigation has the id '%s'; %s; ./hawkshaw investigations lists them"
            .formatted(
                id,
                latest.isEmpty()
                    ? "there is none yet"
                    : "the latest: " + String.join(", ", latest)),
        null);
  }

  public static UserError unwritableReport(String folder, Throwable cause) {
    return new UserError(
        "Cannot write the report to %s (%s); grant write access or name another folder with --out"
            .formatted(folder, firstLine(cause)),
        cause);
  }

  public static UserError ambiguousEntity(String given, Collection<String> found) {
    return new UserError(
        "'%s' is the name of several entities: %s; give the whole id, or --type TYPE"
            .formatted(given, String.join(", ", found)),
        null);
  }

  public static UserError badSteps(int given, int most) {
    return new UserError(
        "--steps is %d, but a path has 1 step at least, and one of more than %d tells nothing; give a"
                .formatted(given, most)
            + " number between",
        null);
  }

  public static UserError unknownGroup(String given, Collection<String> gravest) {
    return new UserError(
        "No finding group is called '%s'; %s; ./hawkshaw groups lists them"
            .formatted(
                given,
                gravest.isEmpty()
                    ? "there is none that night"
                    : "the gravest are " + String.join(", ", gravest)),
        null);
  }

  public static UserError ambiguousGroup(String given, Collection<String> found) {
    return new UserError(
        "The ids of several finding groups begin with '%s': %s; give more of it"
            .formatted(given, String.join(", ", found)),
        null);
  }

  public static UserError unwritableReport(Path folder, Throwable cause) {
    return new UserError(
        "Cannot write the report to %s (%s); grant write access or name another folder with --out"
            .formatted(folder, firstLine(cause)),
        cause);
  }

  public static UserError unknownType(String given, Collection<String> known) {
    return new UserError(
        "No entity type is called '%s'; did you mean '%s'? Types: %s"
            .formatted(given, nearest(given, known), String.join(", ", known)),
        null);
  }

  public static UserError unknownStep(String given, Collection<String> known) {
    return new UserError(
        "No step is called '%s'; did you mean '%s'? Steps: %s"
            .formatted(given, nearest(given, known), String.join(", ", known)),
        null);
  }

  public static UserError badNumber(String option, long given, long least, long most) {
    return new UserError(
        "%s is %d, which no lake can have; give a number from %d to %d"
            .formatted(option, given, least, most),
        null);
  }

  public static UserError occupiedFolder(String uri) {
    return new UserError(
        "%s is not empty, and a lake is not mixed with other things; empty it or name another folder"
                .formatted(uri)
            + " with --out",
        null);
  }

  public static UserError unwritableFolder(String uri, Throwable cause) {
    return new UserError(
        "Cannot write the lake to %s (%s); grant write access or name another folder with --out"
            .formatted(uri, firstLine(cause)),
        cause);
  }

  public static UserError badFeedback(Path file, long line, String problem) {
    return new UserError(
        "%s:%d: %s; correct the line, or take it out".formatted(file, line, problem), null);
  }

  public static UserError badQuery(String why, Throwable cause) {
    return new UserError("The query cannot run: " + why + "; correct the SQL", cause);
  }

  public static UserError writingQuery(String command) {
    return new UserError(
        "The query is a command that changes things (%s); sql only reads: use SELECT, SHOW, DESCRIBE"
                .formatted(command)
            + " or EXPLAIN",
        null);
  }

  private static String nearest(String word, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparing(k -> distance.apply(word.toLowerCase(Locale.ROOT), k)))
        .orElse("");
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
