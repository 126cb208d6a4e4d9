package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.Tally.Delivery;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Writes a slice as the Parquet files of Amazon Security Lake: one file for each class, Region and
 * account. Version 1 is compressed by gzip as AWS does it; so are the cluster audits of version 2,
 * while its other tables use Zstandard, which AWS asks of custom sources.
 */
final class SecurityLakeOutput implements LakeOutput {
  private record Target(LakeTable table, Place place, Delivery delivery) {}

  private final SourceVersion version;
  private final Slice slice;
  private final LakeStore store;
  private final Tally tally;
  private final Map<Target, ParquetWriter<ObjectNode>> open = new LinkedHashMap<>();

  SecurityLakeOutput(SourceVersion version, Slice slice, LakeStore store, Tally tally) {
    this.version = version;
    this.slice = slice;
    this.store = store;
    this.tally = tally;
  }

  @Override
  public void write(Events events, Delivery delivery) throws IOException {
    boolean isFirst = version == SourceVersion.V1;
    for (ApiCall call : events.apiCalls()) {
      ObjectNode event = CloudTrailOcsf.event(call, version);
      write(new Target(tableOf(call), call.place(), delivery), call.time(), event);
    }
    LakeTable flows = isFirst ? LakeTable.VPC_FLOW_V1 : LakeTable.VPC_FLOW_V2;
    for (Flow flow : events.flows()) {
      ObjectNode event = FlowOcsf.event(flow, version);
      write(new Target(flows, flow.host().place(), delivery), flow.interval().start(), event);
    }
    LakeTable queries = isFirst ? LakeTable.ROUTE53_V1 : LakeTable.ROUTE53_V2;
    for (DnsQuery query : events.dnsQueries()) {
      ObjectNode event = DnsOcsf.event(query, version);
      write(new Target(queries, query.host().place(), delivery), query.time(), event);
    }
    LakeTable findings = isFirst ? LakeTable.SH_FINDINGS_V1 : LakeTable.SH_FINDINGS_V2;
    for (HubFinding finding : events.hubFindings()) {
      ObjectNode event = HubFindingOcsf.event(finding, version);
      write(new Target(findings, finding.place(), delivery), finding.updated(), event);
    }
    if (!isFirst) {
      for (KubernetesCall call : events.kubernetesCalls()) {
        Target target = new Target(LakeTable.EKS_AUDIT_V2, call.place(), delivery);
        write(target, call.time(), KubernetesOcsf.event(call));
      }
    }
  }

  private LakeTable tableOf(ApiCall call) {
    boolean isFirst = version == SourceVersion.V1;
    if (call.isOnData()) {
      return switch (call.service()) {
        case "s3" -> isFirst ? LakeTable.S3_DATA_V1 : LakeTable.S3_DATA_V2;
        case "lambda" -> isFirst ? LakeTable.LAMBDA_EXECUTION_V1 : LakeTable.LAMBDA_EXECUTION_V2;
        default -> throw new IllegalArgumentException("No source carries data of " + call);
      };
    }
    if (!isFirst) {
      return LakeTable.CLOUD_TRAIL_V2;
    }
    return switch (CloudTrailClass.of(call.name())) {
      case AUTHENTICATION -> LakeTable.AUTHENTICATION_V1;
      case ACCOUNT_CHANGE -> LakeTable.ACCOUNT_CHANGE_V1;
      case API_ACTIVITY -> LakeTable.API_ACTIVITY_V1;
    };
  }

  private void write(Target target, Instant time, ObjectNode event) throws IOException {
    ParquetWriter<ObjectNode> writer = open.get(target);
    if (writer == null) {
      writer = create(target);
      open.put(target, writer);
    }
    writer.write(event);
    String source = SecurityLake.FOLDER + "/" + target.table().folder();
    tally.add(source, Calendar.dayOf(time), target.place(), target.delivery(), 1);
  }

  private ParquetWriter<ObjectNode> create(Target target) throws IOException {
    CompressionCodecName codec = codec(target.table());
    String partition =
        "%s/region=%s/accountId=%s/eventDay=%s"
            .formatted(
                target.table().folder(),
                target.place().region(),
                target.place().account().id(),
                DateTimeFormatter.BASIC_ISO_DATE.format(slice.day()));
    String gzipped = SecurityLake.path(partition, slice + "/" + target);
    String path = gzipped.replace(".gz.", codec == CompressionCodecName.GZIP ? ".gz." : ".zstd.");
    return new Writing(HadoopOutputFile.fromPath(store.path(path), store.conf()), target.table())
        .withConf(store.conf())
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .withCompressionCodec(codec)
        .build();
  }

  private static CompressionCodecName codec(LakeTable table) {
    boolean isGzip = table.version() == SourceVersion.V1 || table == LakeTable.EKS_AUDIT_V2;
    return isGzip ? CompressionCodecName.GZIP : CompressionCodecName.ZSTD;
  }

  @Override
  public void close() throws IOException {
    for (ParquetWriter<ObjectNode> writer : open.values()) {
      writer.close();
    }
  }

  private static final class Writing extends ParquetWriter.Builder<ObjectNode, Writing> {
    private final LakeTable table;

    Writing(OutputFile file, LakeTable table) {
      super(file);
      this.table = table;
    }

    @Override
    protected Writing self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Parquet still asks every builder for this form.
    protected WriteSupport<ObjectNode> getWriteSupport(Configuration conf) {
      return new OcsfWriteSupport(columns(table));
    }
  }

  /** The columns as Spark lays them out for the sample lake. */
  static MessageType columns(LakeTable table) {
    return new SparkToParquetSchemaConverter(
            true, SQLConf.ParquetOutputTimestampType$.MODULE$.TIMESTAMP_MILLIS(), false, false)
        .convert(table.schema());
  }
}
