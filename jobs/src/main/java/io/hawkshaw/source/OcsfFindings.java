package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.source.finding.Finding;
import io.hawkshaw.source.finding.OcsfFinding;
import io.hawkshaw.source.finding.RefusedFinding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.StructType;

/**
 * Security Hub findings in Security Lake: one class in source version 1, three in version 2.
 * Findings are few and deep, so a row is made JSON and understood as such.
 *
 * @param name name of the source
 */
record OcsfFindings(String name) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          metadata STRUCT<
            version: STRING,
            product: STRUCT<
              uid: STRING, name: STRING, vendor_name: STRING, version: STRING,
              feature: STRUCT<uid: STRING, name: STRING>>>,
          time BIGINT,
          cloud STRUCT<account_uid: STRING, account: STRUCT<uid: STRING>, region: STRING>,
          message STRING,
          resource STRUCT<
            type: STRING, uid: STRING, cloud_partition: STRING, region: STRING,
            labels: ARRAY<STRING>, data: STRING, criticality: STRING>,
          resources ARRAY<STRUCT<
            type: STRING, uid: STRING, cloud_partition: STRING, region: STRING,
            labels: ARRAY<STRING>, details: STRING, data: STRING, criticality: STRING,
            owner: STRUCT<account: STRUCT<uid: STRING>>>>,
          finding STRUCT<
            created_time: BIGINT, uid: STRING, desc: STRING, title: STRING, modified_time: BIGINT,
            first_seen_time: BIGINT, last_seen_time: BIGINT, types: ARRAY<STRING>,
            src_url: STRING>,
          finding_info STRUCT<
            created_time_dt: TIMESTAMP, uid: STRING, desc: STRING, title: STRING,
            modified_time_dt: TIMESTAMP, first_seen_time_dt: TIMESTAMP,
            last_seen_time_dt: TIMESTAMP, types: ARRAY<STRING>, src_url: STRING>,
          compliance STRUCT<
            status: STRING, requirements: ARRAY<STRING>, control: STRING, status_detail: STRING>,
          malware ARRAY<STRUCT<name: STRING, path: STRING>>,
          process STRUCT<name: STRING, pid: INT, file: STRUCT<path: STRING, name: STRING>>,
          vulnerabilities ARRAY<STRUCT<cve: STRUCT<uid: STRING>, vendor_name: STRING>>,
          evidences ARRAY<STRUCT<
            data: STRING,
            actor: STRUCT<
              process: STRUCT<
                name: STRING, pid: INT, uid: STRING, cmd_line: STRING,
                file: STRUCT<
                  path: STRING, name: STRING, hashes: ARRAY<STRUCT<value: STRING>>>>,
              api: STRUCT<
                operation: STRING, service: STRUCT<name: STRING>, response: STRUCT<error: STRING>>,
              src_endpoint: STRUCT<
                ip: STRING, port: INT, location: STRUCT<country: STRING, city: STRING>>,
              dst_endpoint: STRUCT<
                ip: STRING, port: INT, location: STRUCT<country: STRING, city: STRING>>,
              connection_info: STRUCT<protocol_name: STRING, direction: STRING>,
              query: STRUCT<hostname: STRING>>,
            api: STRUCT<
              operation: STRING, service: STRUCT<name: STRING>, response: STRUCT<error: STRING>>,
            src_endpoint: STRUCT<
              ip: STRING, port: INT, location: STRUCT<country: STRING, city: STRING>>,
            dst_endpoint: STRUCT<
              ip: STRING, port: INT, location: STRUCT<country: STRING, city: STRING>>,
            connection_info: STRUCT<protocol_name: STRING, direction: STRING>,
            query: STRUCT<hostname: STRING>>>,
          class_name STRING,
          class_uid INT,
          severity_id INT,
          severity STRING,
          state STRING,
          status STRING,
          unmapped MAP<STRING, STRING>
          """);

  private static final UserDefinedFunction PARSE =
      udf(new Parse(), new StructType().add("refusal", "string").add("version", Findings.RECORD));

  /** Understands one row as JSON. */
  private static final class Parse implements UDF1<String, Row> {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Row call(String json) {
      try {
        Finding finding = OcsfFinding.of(JSON.readTree(json));
        return RowFactory.create(null, FindingRows.row(finding));
      } catch (RefusedFinding e) {
        return RowFactory.create(e.getMessage(), null);
      } catch (JsonProcessingException e) {
        return RowFactory.create("no JSON: " + e.getOriginalMessage(), null);
      }
    }
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public Dataset<Row> prepared(Dataset<Row> rows) {
    Column all =
        struct(Arrays.stream(SCHEMA.fieldNames()).map(field -> col(field)).toArray(Column[]::new));
    return rows.withColumn("parsed", PARSE.apply(to_json(all)));
  }

  @Override
  public List<Column> columns() {
    Column parsed = col("parsed");
    Column version = parsed.getField("version");
    return List.of(
        version.getField("time").as("time"),
        coalesce(version.getField("account"), col("file_account")).as("account"),
        coalesce(version.getField("region"), col("file_region")).as("region"),
        version.as("version"),
        parsed.getField("refusal").as("refused"));
  }

  @Override
  public Optional<Column> refusal() {
    return Optional.of(col("refused"));
  }

  @Override
  public Column id() {
    return concat_ws(
        "|",
        lit(name),
        col("version.product"),
        col("version.finding"),
        col("version.updated_time").cast("string"),
        col("version.count"));
  }

  @Override
  public Column toRecord() {
    return col("version");
  }
}
