package io.hawkshaw.source;

import io.hawkshaw.run.StorageFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Tells the source of a file of Security Lake by its first record, where its path names none: a
 * file that was copied out of its folder is read like any other. All records of a file are of one
 * source.
 *
 * <p>https://docs.aws.amazon.com/security-lake/latest/userguide/open-cybersecurity-schema-framework.html
 */
final class OcsfOrigin {
  /** What tells the source. */
  private static final Set<String> TELLING =
      Set.of(
          "metadata.product.name",
          "metadata.product.uid",
          "metadata.product.feature.name",
          "api.service.name");

  /** In the ARN of a product of Security Hub, which stands in each of its findings. */
  private static final String SECURITY_HUB = ":securityhub:";

  private OcsfOrigin() {}

  /**
   * The source of a file; empty for one that is no Parquet file, holds no record, or none in OCSF.
   *
   * @throws UncheckedIOException where the store refuses it
   */
  static Optional<Source> of(Path file, Configuration conf) {
    try {
      return first(file, conf).flatMap(OcsfOrigin::of);
    } catch (IOException | RuntimeException e) {
      if (StorageFault.isIn(e)) {
        throw new UncheckedIOException(e instanceof IOException fault ? fault : new IOException(e));
      }
      return Optional.empty();
    }
  }

  private static Optional<Source> of(Group record) {
    String product = text(record, "metadata.product.name");
    if (product == null) {
      return Optional.empty();
    }
    String uid = text(record, "metadata.product.uid");
    if (uid != null && uid.contains(SECURITY_HUB)) {
      return Optional.of(Source.SH_FINDINGS);
    }
    return Optional.of(
        switch (product) {
          case "CloudTrail" -> cloudTrail(record);
          case "Amazon VPC" -> Source.VPC_FLOW;
          case "Route 53" -> Source.ROUTE53;
          case "Amazon EKS" -> Source.EKS_AUDIT;
          case "AWS WAF" -> Source.WAF;
          default -> Source.CUSTOM;
        });
  }

  private static Source cloudTrail(Group record) {
    String service = text(record, "api.service.name");
    if (!"Data".equals(text(record, "metadata.product.feature.name")) || service == null) {
      return Source.CLOUD_TRAIL_MGMT;
    }
    return service.startsWith("lambda.") ? Source.LAMBDA_EXECUTION : Source.S3_DATA;
  }

  /** The first record, of which only what tells is decoded. */
  private static Optional<Group> first(Path file, Configuration conf) throws IOException {
    MessageType schema;
    try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
      schema = footer.getFooter().getFileMetaData().getSchema();
    }
    List<Type> telling = telling(schema, "");
    if (telling.isEmpty()) {
      return Optional.empty();
    }
    Configuration projected = new Configuration(conf);
    projected.set(
        ReadSupport.PARQUET_READ_SCHEMA, new MessageType(schema.getName(), telling).toString());
    try (ParquetReader<Group> records =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(projected).build()) {
      return Optional.ofNullable(records.read());
    }
  }

  private static List<Type> telling(GroupType group, String path) {
    List<Type> kept = new ArrayList<>();
    for (Type field : group.getFields()) {
      String name = path + field.getName();
      if (field.isPrimitive()) {
        if (TELLING.contains(name)) {
          kept.add(field);
        }
      } else if (field.getLogicalTypeAnnotation() == null) {
        List<Type> below = telling(field.asGroupType(), name + ".");
        if (!below.isEmpty()) {
          kept.add(field.asGroupType().withNewFields(below));
        }
      }
    }
    return kept;
  }

  private static String text(Group record, String path) {
    Group group = record;
    String[] names = path.split("[.]", -1);
    for (int depth = 0; depth < names.length - 1; depth++) {
      if (!has(group, names[depth])) {
        return null;
      }
      group = group.getGroup(names[depth], 0);
    }
    String last = names[names.length - 1];
    return has(group, last) ? group.getString(last, 0) : null;
  }

  private static boolean has(Group group, String name) {
    return group.getType().containsField(name) && group.getFieldRepetitionCount(name) > 0;
  }
}
