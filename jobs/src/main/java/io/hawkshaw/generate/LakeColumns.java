package io.hawkshaw.generate;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that the three CloudTrail classes of version 1 share, and how columns are read. */
final class LakeColumns {
  /** What was called. */
  static final String V1_CALL =
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING NOT NULL, name: STRING NOT NULL, vendor_name: STRING NOT NULL,
          feature: STRUCT<name: STRING NOT NULL> NOT NULL> NOT NULL,
        uid: STRING, profiles: ARRAY<STRING>, version: STRING NOT NULL> NOT NULL,
      time BIGINT NOT NULL,
      cloud STRUCT<region: STRING, provider: STRING NOT NULL> NOT NULL,
      api STRUCT<
        response: STRUCT<error: STRING, message: STRING> NOT NULL, operation: STRING,
        version: STRING, service: STRUCT<name: STRING> NOT NULL,
        request: STRUCT<uid: STRING> NOT NULL> NOT NULL,
      """;

  /** Who called. */
  static final String V1_CALLER =
      """
      actor STRUCT<
        user: STRUCT<
          type: STRING, name: STRING, uid: STRING, uuid: STRING, account_uid: STRING,
          credential_uid: STRING> NOT NULL,
        session: STRUCT<created_time: BIGINT, mfa: BOOLEAN, issuer: STRING> NOT NULL,
        invoked_by: STRING, idp: STRUCT<name: STRING> NOT NULL> NOT NULL,
      http_request STRUCT<user_agent: STRING> NOT NULL,
      src_endpoint STRUCT<uid: STRING, ip: STRING, domain: STRING> NOT NULL,
      """;

  static final String V1_CLASS =
      """
      class_name STRING NOT NULL,
      class_uid INT NOT NULL,
      category_name STRING NOT NULL,
      category_uid INT NOT NULL,
      severity_id INT NOT NULL,
      severity STRING NOT NULL,
      """;

  static final String V1_ACTIVITY =
      """
      activity_name STRING NOT NULL,
      activity_id INT NOT NULL,
      type_uid INT NOT NULL,
      type_name STRING NOT NULL,
      """;

  private LakeColumns() {}

  static StructType withoutNullElements(StructType type) {
    StructType strict = new StructType();
    for (StructField field : type.fields()) {
      strict = strict.add(field.name(), strict(field.dataType()), field.nullable());
    }
    return strict;
  }

  private static DataType strict(DataType type) {
    if (type instanceof StructType struct) {
      return withoutNullElements(struct);
    }
    if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(strict(array.elementType()), false);
    }
    if (type instanceof MapType map) {
      return DataTypes.createMapType(map.keyType(), map.valueType(), false);
    }
    return type;
  }
}
