package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.StructType;

/**
 * The target of an API call in OCSF: its request and response are collected from where the source
 * version keeps them, then named as for raw CloudTrail. A function of Java since it walks JSON once
 * for all parameters that may name the target.
 */
final class OcsfTarget implements UDF1<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private static final UserDefinedFunction FUNCTION =
      udf(new OcsfTarget(), StructType.fromDDL("type STRING, name STRING, sample STRING"));

  private OcsfTarget() {}

  /** Type, name and sample of the target; the OCSF columns of the call are at hand. */
  static Column of(Column account) {
    return FUNCTION.apply(
        struct(
            account.as("account"),
            col("api.service.name").as("service"),
            col("api.operation").as("operation"),
            col("api.request.data").as("request"),
            col("api.response.data").as("response"),
            col("user.name").as("user_name"),
            col("user.uuid").as("user_uuid"),
            col("resources"),
            col("unmapped")));
  }

  @Override
  public Row call(Row call) {
    Map<String, String> request = FlatJson.flatten(JSON, call.getAs("request"));
    Map<String, String> response = FlatJson.flatten(JSON, call.getAs("response"));
    Map<String, String> others = new HashMap<>();
    int unmapped = call.fieldIndex("unmapped");
    if (!call.isNullAt(unmapped)) {
      Map<String, String> entries = call.getJavaMap(unmapped);
      entries.forEach((key, value) -> sort(key, value, request, response, others));
    }
    restoreNames(call, request);
    Target target =
        Target.of(
            call.getAs("service"),
            call.getAs("account"),
            request,
            response,
            joined(call, "uid", others.get("resources[].ARN")),
            joined(call, "type", others.get("resources[].type")));
    return target == null ? null : RowFactory.create(target.type(), target.name(), target.sample());
  }

  /** Source version 1: dotted keys in its files, whole JSON bodies under one key in older ones. */
  private static void sort(
      String key,
      String value,
      Map<String, String> request,
      Map<String, String> response,
      Map<String, String> others) {
    if (key.startsWith("requestParameters.")) {
      request.put(key.substring("requestParameters.".length()), value);
    } else if (key.startsWith("responseElements.")) {
      response.put(key.substring("responseElements.".length()), value);
    } else if (key.equals("requestParameters")) {
      request.putAll(FlatJson.flatten(JSON, value));
    } else if (key.equals("responseElements")) {
      response.putAll(FlatJson.flatten(JSON, value));
    } else if (key.startsWith("resources[]")) {
      others.put(key, value);
    }
  }

  /** Source version 1 moves some parameters into the user that is acted on. */
  private static void restoreNames(Row call, Map<String, String> request) {
    String operation = call.getAs("operation");
    String name = call.getAs("user_name");
    String arn = call.getAs("user_uuid");
    if (operation == null || name == null) {
      return;
    }
    if (operation.startsWith("AssumeRole")) {
      if (arn != null) {
        request.putIfAbsent("roleArn", arn);
        request.putIfAbsent("roleSessionName", name);
      }
    } else if (!request.containsKey("roleName") && !request.containsKey("userName")) {
      request.put(operation.contains("Role") ? "roleName" : "userName", name);
    }
  }

  private static String joined(Row call, String field, String otherwise) {
    int resources = call.fieldIndex("resources");
    if (call.isNullAt(resources)) {
      return otherwise;
    }
    List<Row> rows = call.getList(resources);
    StringBuilder all = new StringBuilder();
    for (Row row : rows) {
      String value = row.getAs(field);
      all.append(all.isEmpty() ? "" : ",").append(value == null ? "" : value);
    }
    return all.isEmpty() ? otherwise : all.toString();
  }
}
