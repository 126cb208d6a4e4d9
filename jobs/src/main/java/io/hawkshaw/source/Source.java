package io.hawkshaw.source;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The logs that are read, one line each. A new log is a class that understands its records, and a
 * line here.
 */
enum Source {
  CLOUDTRAIL(Input.CLOUDTRAIL, Feed.ACTIVITY, new CloudTrail()),
  VPC_FLOW_TEXT(Input.VPC_FLOW, Feed.TRAFFIC, new VpcFlow()),
  VPC_FLOW_PARQUET(Input.VPC_FLOW, Feed.TRAFFIC, new VpcFlowParquet("vpc-flow-parquet")),
  RESOLVER_DNS(Input.RESOLVER_DNS, Feed.DNS_QUERIES, new ResolverQueries()),
  EKS_AUDIT_RAW(Input.EKS_AUDIT, Feed.ACTIVITY, new EksAudit()),
  GUARDDUTY(Input.GUARDDUTY, Feed.FINDINGS, JsonFindings.ofGuardDuty()),
  SECURITY_HUB(Input.SECURITY_HUB, Feed.FINDINGS, JsonFindings.ofSecurityHub()),
  CLOUDTRAIL_INSIGHT(
      "cloudtrail-insight", Input.CLOUDTRAIL, Feed.FINDINGS, JsonFindings.ofInsights()),
  IAM_SNAPSHOT(Input.IAM_SNAPSHOT, Feed.IAM_IDENTITIES, new IamSnapshot()),
  CLOUD_TRAIL_MGMT(Feed.ACTIVITY, new OcsfCloudTrail("CLOUD_TRAIL_MGMT")),
  S3_DATA(Feed.ACTIVITY, new OcsfCloudTrail("S3_DATA")),
  LAMBDA_EXECUTION(Feed.ACTIVITY, new OcsfCloudTrail("LAMBDA_EXECUTION")),
  EKS_AUDIT(Feed.ACTIVITY, new OcsfEksAudit("EKS_AUDIT")),
  WAF(Feed.ACTIVITY, new OcsfWaf("WAF")),
  VPC_FLOW(Feed.TRAFFIC, new OcsfVpcFlow("VPC_FLOW")),
  ROUTE53(Feed.DNS_QUERIES, new OcsfRoute53("ROUTE53")),
  SH_FINDINGS(Feed.FINDINGS, new OcsfFindings("SH_FINDINGS")),
  CUSTOM(
      "ext",
      Input.SECURITY_LAKE,
      true,
      Feed.FINDINGS,
      (spark, files, settings, newest, rules) ->
          new LogScan(
              new RawReader(new CustomFindings(), Findings.RECORD, settings, newest)
                  .read(spark, files),
              Findings.RECORD,
              Findings.version(),
              false));

  /**
   * The folder of a custom source; the keys of AWS's own sources begin with {@code aws/}.
   *
   * <p>https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
   */
  private static final Pattern CUSTOM_FOLDER = Pattern.compile("/ext/(?!aws/)([^/]+)/");

  /** Reads files. */
  private interface Reader {
    LogScan read(
        SparkSession spark,
        List<InputFile> files,
        Settings settings,
        Instant newest,
        EventRules rules);
  }

  private final String label;
  private final Input input;
  private final boolean isParquet;
  private final Feed feed;
  private final Reader reader;

  Source(Input input, Feed feed, RawFormat format) {
    this(input.label(), input, feed, format);
  }

  Source(String label, Input input, Feed feed, RawFormat format) {
    this(
        label,
        input,
        false,
        feed,
        (spark, files, settings, newest, rules) ->
            scan(format.asked(rules), spark, files, settings, newest));
  }

  Source(Feed feed, OcsfSource source) {
    this(Input.SECURITY_LAKE, feed, source);
  }

  Source(Input input, Feed feed, OcsfSource source) {
    this(
        source.name(),
        input,
        true,
        feed,
        (spark, files, settings, newest, rules) ->
            new ParquetReader(source.asked(rules), settings, newest).read(spark, files));
  }

  Source(String label, Input input, boolean isParquet, Feed feed, Reader reader) {
    this.label = label;
    this.input = input;
    this.isParquet = isParquet;
    this.feed = feed;
    this.reader = reader;
  }

  /**
   * The name that stands in the tables for a file: the input's for raw logs, with the kind of file
   * where it has two; AWS's own for Security Lake, and for a custom source {@code ext/} and its
   * folder, in lower case as the name of its table in the Glue catalog.
   */
  String labelIn(String path) {
    Matcher folder = CUSTOM_FOLDER.matcher(path);
    return this == CUSTOM && folder.find()
        ? label + "/" + folder.group(1).toLowerCase(Locale.ROOT)
        : label;
  }

  /** The table that it feeds. */
  Feed feed() {
    return feed;
  }

  /**
   * Reads files.
   *
   * @param newest records after this time are refused
   * @param rules rules that are asked of each record
   */
  LogScan read(
      SparkSession spark,
      List<InputFile> files,
      Settings settings,
      Instant newest,
      EventRules rules) {
    return reader.read(spark, files, settings, newest, rules);
  }

  private static LogScan scan(
      RawFormat format,
      SparkSession spark,
      List<InputFile> files,
      Settings settings,
      Instant newest) {
    return LogScan.of(new RawReader(format, settings, newest).read(spark, files), format);
  }

  /** The source with a name as in the tables. */
  static Optional<Source> labelled(String label) {
    return label.startsWith(CUSTOM.label + "/")
        ? Optional.of(CUSTOM)
        : Arrays.stream(values()).filter(source -> source.label.equals(label)).findFirst();
  }

  /**
   * The source of a table, by the end of its name: {@code …_cloud_trail_mgmt_2_0}.
   *
   * @param table name of an Iceberg table of Security Lake
   */
  static Optional<Source> ofTable(String table) {
    String lower = table.toLowerCase(Locale.ROOT);
    return tables().filter(source -> lower.endsWith(source.tableSuffix())).findFirst();
  }

  /** What the names of tables that are read end in. */
  static List<String> tableSuffixes() {
    return tables().map(Source::tableSuffix).toList();
  }

  private static Stream<Source> tables() {
    return Arrays.stream(values())
        .filter(source -> source.input == Input.SECURITY_LAKE && source != CUSTOM);
  }

  private String tableSuffix() {
    return "_" + label.toLowerCase(Locale.ROOT) + "_2_0";
  }

  /** The source of a listed file. */
  static Source of(InputFile file) {
    return labelled(file.source()).orElseThrow();
  }

  /** True where an input may hold Parquet files, whether alone or among others. */
  static boolean isParquetExpected(Input input) {
    return Arrays.stream(values()).anyMatch(source -> source.input == input && source.isParquet);
  }

  /**
   * The source that reads a file of an input; empty for a file that none reads.
   *
   * @param path path of the file
   * @param isParquet whether it is a Parquet file
   */
  static Optional<Source> of(Input input, String path, boolean isParquet) {
    if (input == Input.CLOUDTRAIL && path.contains("/CloudTrail-Insight/")) {
      return Optional.of(CLOUDTRAIL_INSIGHT);
    }
    if (input == Input.SECURITY_LAKE && CUSTOM_FOLDER.matcher(path).find()) {
      return Optional.of(CUSTOM);
    }
    String upper = path.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(source -> source.input == input && source.isParquet == isParquet)
        .filter(source -> input != Input.SECURITY_LAKE || upper.contains("/" + source.label + "/"))
        .findFirst();
  }
}
