package io.hawkshaw.generate;

import org.apache.spark.sql.types.StructType;

/**
 * The columns of one kind of Security Lake file: what the files of version 1 declare, which hold
 * one class each, and the tables of version 2 without the columns that Iceberg adds to them.
 *
 * <p>This file is long because the schemas are.
 */
enum LakeTable {
  AUTHENTICATION_V1(
      "CLOUD_TRAIL_MGMT",
      SourceVersion.V1,
      LakeColumns.V1_CALL
          + """
          dst_endpoint STRUCT<svc_name: STRING> NOT NULL,
          """
          + LakeColumns.V1_CALLER
          + LakeColumns.V1_CLASS
          + """
          user STRUCT<uid: STRING, uuid: STRING, name: STRING> NOT NULL,
          """
          + LakeColumns.V1_ACTIVITY
          + """
          status STRING,
          status_id INT,
          mfa BOOLEAN,
          unmapped MAP<STRING, STRING>
          """),
  ACCOUNT_CHANGE_V1(
      "CLOUD_TRAIL_MGMT",
      SourceVersion.V1,
      LakeColumns.V1_CALL
          + LakeColumns.V1_CALLER
          + LakeColumns.V1_CLASS
          + """
          status_id INT,
          status STRING,
          user STRUCT<name: STRING, uid: STRING> NOT NULL,
          """
          + LakeColumns.V1_ACTIVITY
          + """
          unmapped MAP<STRING, STRING>
          """),
  API_ACTIVITY_V1(
      "CLOUD_TRAIL_MGMT",
      SourceVersion.V1,
      LakeColumns.V1_CALL
          + """
          resources ARRAY<STRUCT<uid: STRING, account_uid: STRING, type: STRING>>,
          """
          + LakeColumns.V1_CALLER
          + LakeColumns.V1_CLASS
          + """
          status STRING,
          status_id INT,
          """
          + LakeColumns.V1_ACTIVITY
          + """
          unmapped MAP<STRING, STRING>
          """),
  CLOUD_TRAIL_V2(
      "CLOUD_TRAIL_MGMT",
      SourceVersion.V2,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING, name: STRING, vendor_name: STRING, feature: STRUCT<name: STRING>>,
        event_code: STRING, uid: STRING, profiles: ARRAY<STRING>, version: STRING>,
      time BIGINT,
      time_dt TIMESTAMP,
      cloud STRUCT<region: STRING, provider: STRING>,
      api STRUCT<
        response: STRUCT<error: STRING, message: STRING, data: STRING>, operation: STRING,
        version: STRING, service: STRUCT<name: STRING>,
        request: STRUCT<data: STRING, uid: STRING>>,
      dst_endpoint STRUCT<svc_name: STRING>,
      actor STRUCT<
        user: STRUCT<
          type: STRING, name: STRING, uid_alt: STRING, uid: STRING, account: STRUCT<uid: STRING>,
          credential_uid: STRING>,
        session: STRUCT<created_time_dt: TIMESTAMP, is_mfa: BOOLEAN, issuer: STRING>,
        invoked_by: STRING, idp: STRUCT<name: STRING>>,
      http_request STRUCT<user_agent: STRING>,
      src_endpoint STRUCT<uid: STRING, ip: STRING, domain: STRING>,
      session STRUCT<uid: STRING, uid_alt: STRING, credential_uid: STRING, issuer: STRING>,
      policy STRUCT<uid: STRING>,
      resources ARRAY<STRUCT<
        uid: STRING, owner: STRUCT<account: STRUCT<uid: STRING>>, type: STRING>>,
      class_name STRING,
      class_uid INT,
      category_name STRING,
      category_uid INT,
      severity_id INT,
      severity STRING,
      user STRUCT<uid_alt: STRING, uid: STRING, name: STRING>,
      activity_name STRING,
      activity_id INT,
      type_uid BIGINT,
      type_name STRING,
      status STRING,
      is_mfa BOOLEAN,
      unmapped MAP<STRING, STRING>,
      observables ARRAY<STRUCT<name: STRING, value: STRING, type: STRING, type_id: INT>>
      """),
  S3_DATA_V1("S3_DATA", API_ACTIVITY_V1),
  S3_DATA_V2("S3_DATA", CLOUD_TRAIL_V2),
  LAMBDA_EXECUTION_V1("LAMBDA_EXECUTION", API_ACTIVITY_V1),
  LAMBDA_EXECUTION_V2("LAMBDA_EXECUTION", CLOUD_TRAIL_V2),
  VPC_FLOW_V1(
      "VPC_FLOW",
      SourceVersion.V1,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING NOT NULL, name: STRING NOT NULL,
          feature: STRUCT<name: STRING NOT NULL> NOT NULL, vendor_name: STRING NOT NULL> NOT NULL,
        profiles: ARRAY<STRING>, version: STRING NOT NULL> NOT NULL,
      cloud STRUCT<
        account_uid: STRING, region: STRING, zone: STRING, provider: STRING NOT NULL> NOT NULL,
      src_endpoint STRUCT<
        port: INT, svc_name: STRING, ip: STRING, intermediate_ips: ARRAY<STRING>,
        interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING,
        subnet_uid: STRING> NOT NULL,
      dst_endpoint STRUCT<
        port: INT, svc_name: STRING, ip: STRING, intermediate_ips: ARRAY<STRING>,
        interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING,
        subnet_uid: STRING> NOT NULL,
      connection_info STRUCT<
        protocol_num: INT, tcp_flags: INT, protocol_ver: STRING, boundary_id: INT,
        boundary: STRING, direction_id: INT, direction: STRING> NOT NULL,
      traffic STRUCT<packets: BIGINT, bytes: BIGINT> NOT NULL,
      time BIGINT NOT NULL,
      start_time BIGINT,
      end_time BIGINT,
      status_code STRING,
      severity_id INT NOT NULL,
      severity STRING NOT NULL,
      class_name STRING NOT NULL,
      class_uid INT NOT NULL,
      category_name STRING NOT NULL,
      category_uid INT NOT NULL,
      activity_name STRING NOT NULL,
      activity_id INT NOT NULL,
      disposition STRING NOT NULL,
      disposition_id INT NOT NULL,
      type_uid INT NOT NULL,
      type_name STRING NOT NULL,
      unmapped MAP<STRING, STRING>
      """),
  VPC_FLOW_V2(
      "VPC_FLOW",
      SourceVersion.V2,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING, name: STRING, feature: STRUCT<name: STRING>, vendor_name: STRING>,
        profiles: ARRAY<STRING>, version: STRING>,
      cloud STRUCT<account: STRUCT<uid: STRING>, region: STRING, zone: STRING, provider: STRING>,
      src_endpoint STRUCT<
        port: INT, svc_name: STRING, ip: STRING, intermediate_ips: ARRAY<STRING>,
        interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING, subnet_uid: STRING>,
      dst_endpoint STRUCT<
        port: INT, svc_name: STRING, ip: STRING, intermediate_ips: ARRAY<STRING>,
        interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING, subnet_uid: STRING>,
      connection_info STRUCT<
        protocol_num: INT, tcp_flags: INT, protocol_ver: STRING, boundary_id: INT,
        boundary: STRING, direction_id: INT, direction: STRING>,
      traffic STRUCT<packets: BIGINT, bytes: BIGINT>,
      time BIGINT,
      time_dt TIMESTAMP,
      start_time_dt TIMESTAMP,
      end_time_dt TIMESTAMP,
      status_code STRING,
      severity_id INT,
      severity STRING,
      class_name STRING,
      class_uid INT,
      category_name STRING,
      category_uid INT,
      activity_name STRING,
      activity_id INT,
      action STRING,
      action_id INT,
      disposition STRING,
      type_uid BIGINT,
      type_name STRING,
      unmapped MAP<STRING, STRING>,
      observables ARRAY<STRUCT<name: STRING, value: STRING, type: STRING, type_id: INT>>
      """),
  ROUTE53_V1(
      "ROUTE53",
      SourceVersion.V1,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING NOT NULL, name: STRING NOT NULL,
          feature: STRUCT<name: STRING NOT NULL> NOT NULL, vendor_name: STRING NOT NULL> NOT NULL,
        profiles: ARRAY<STRING>, version: STRING NOT NULL> NOT NULL,
      cloud STRUCT<account_uid: STRING, region: STRING, provider: STRING NOT NULL> NOT NULL,
      src_endpoint STRUCT<vpc_uid: STRING, ip: STRING, port: INT, instance_uid: STRING> NOT NULL,
      time BIGINT NOT NULL,
      query STRUCT<hostname: STRING, type: STRING, class: STRING> NOT NULL,
      answers ARRAY<STRUCT<type: STRING, rdata: STRING, class: STRING>>,
      connection_info STRUCT<
        protocol_name: STRING, direction: STRING NOT NULL, direction_id: INT NOT NULL> NOT NULL,
      dst_endpoint STRUCT<instance_uid: STRING, interface_uid: STRING> NOT NULL,
      severity_id INT NOT NULL,
      severity STRING NOT NULL,
      class_name STRING NOT NULL,
      class_uid INT NOT NULL,
      category_name STRING NOT NULL,
      category_uid INT NOT NULL,
      rcode_id INT,
      rcode STRING,
      activity_id INT NOT NULL,
      activity_name STRING NOT NULL,
      type_name STRING NOT NULL,
      type_uid INT NOT NULL,
      disposition STRING NOT NULL,
      disposition_id INT NOT NULL,
      unmapped MAP<STRING, STRING>
      """),
  ROUTE53_V2(
      "ROUTE53",
      SourceVersion.V2,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING, name: STRING, feature: STRUCT<name: STRING>, vendor_name: STRING>,
        profiles: ARRAY<STRING>, version: STRING>,
      cloud STRUCT<account: STRUCT<uid: STRING>, region: STRING, provider: STRING>,
      src_endpoint STRUCT<vpc_uid: STRING, ip: STRING, port: INT, instance_uid: STRING>,
      time BIGINT,
      time_dt TIMESTAMP,
      query STRUCT<hostname: STRING, type: STRING, class: STRING>,
      answers ARRAY<STRUCT<type: STRING, rdata: STRING, class: STRING>>,
      connection_info STRUCT<protocol_name: STRING, direction: STRING, direction_id: INT>,
      dst_endpoint STRUCT<instance_uid: STRING, interface_uid: STRING>,
      firewall_rule STRUCT<uid: STRING>,
      severity_id INT,
      severity STRING,
      class_name STRING,
      class_uid INT,
      category_name STRING,
      category_uid INT,
      activity_id INT,
      activity_name STRING,
      type_uid BIGINT,
      type_name STRING,
      rcode_id INT,
      rcode STRING,
      disposition STRING,
      action STRING,
      action_id INT,
      unmapped MAP<STRING, STRING>,
      observables ARRAY<STRUCT<name: STRING, value: STRING, type: STRING, type_id: INT>>
      """),
  SH_FINDINGS_V1(
      "SH_FINDINGS",
      SourceVersion.V1,
      """
      metadata STRUCT<
        product: STRUCT<
          version: STRING NOT NULL, feature: STRUCT<uid: STRING, name: STRING NOT NULL> NOT NULL,
          uid: STRING, vendor_name: STRING NOT NULL, name: STRING NOT NULL> NOT NULL,
        profiles: ARRAY<STRING>, version: STRING NOT NULL> NOT NULL,
      time BIGINT NOT NULL,
      confidence INT,
      cloud STRUCT<account_uid: STRING, region: STRING, provider: STRING NOT NULL> NOT NULL,
      resources ARRAY<STRUCT<
        type: STRING, uid: STRING, cloud_partition: STRING, region: STRING, labels: ARRAY<STRING>,
        details: STRING, criticality: STRING>>,
      finding STRUCT<
        created_time: BIGINT, uid: STRING, desc: STRING, title: STRING, modified_time: BIGINT,
        first_seen_time: BIGINT, last_seen_time: BIGINT,
        related_events: ARRAY<STRUCT<product_uid: STRING, uid: STRING>>, types: ARRAY<STRING>,
        remediation: STRUCT<desc: STRING, kb_articles: ARRAY<STRING>> NOT NULL,
        src_url: STRING> NOT NULL,
      compliance STRUCT<
        status: STRING, requirements: ARRAY<STRING>, status_detail: STRING> NOT NULL,
      malware ARRAY<STRUCT<
        name: STRING, path: STRING, classification_ids: ARRAY<INT>,
        classifications: ARRAY<STRING>>>,
      process STRUCT<
        name: STRING, pid: INT, file: STRUCT<path: STRING, type_id: INT, name: STRING> NOT NULL,
        parent_process: STRUCT<pid: INT> NOT NULL, created_time: BIGINT,
        terminated_time: BIGINT> NOT NULL,
      vulnerabilities ARRAY<STRUCT<
        cve: STRUCT<
          cvss: STRUCT<base_score: FLOAT, vector_string: STRING, version: STRING> NOT NULL,
          uid: STRING, created_time: BIGINT, modified_time: BIGINT> NOT NULL,
        references: ARRAY<STRING>, related_vulnerabilities: ARRAY<STRING>, vendor_name: STRING,
        kb_articles: ARRAY<STRING>,
        packages: ARRAY<STRUCT<
          architecture: STRING, name: STRING, epoch: INT, release: STRING, version: STRING>>>>,
      class_name STRING NOT NULL,
      class_uid INT NOT NULL,
      category_name STRING NOT NULL,
      category_uid INT NOT NULL,
      severity_id INT NOT NULL,
      severity STRING NOT NULL,
      activity_name STRING NOT NULL,
      activity_id INT NOT NULL,
      type_uid INT NOT NULL,
      type_name STRING NOT NULL,
      state_id INT,
      state STRING,
      unmapped MAP<STRING, STRING>
      """),
  SH_FINDINGS_V2(
      "SH_FINDINGS",
      SourceVersion.V2,
      """
      metadata STRUCT<
        log_version: STRING,
        product: STRUCT<
          feature: STRUCT<uid: STRING, name: STRING>, uid: STRING, name: STRING,
          vendor_name: STRING, version: STRING>,
        processed_time_dt: TIMESTAMP, profiles: ARRAY<STRING>, version: STRING,
        extensions: ARRAY<STRUCT<name: STRING, uid: STRING, version: STRING>>>,
      time BIGINT,
      time_dt TIMESTAMP,
      confidence_score INT,
      message STRING,
      cloud STRUCT<account: STRUCT<uid: STRING>, region: STRING, provider: STRING>,
      resource STRUCT<
        type: STRING, uid: STRING, cloud_partition: STRING, region: STRING, labels: ARRAY<STRING>,
        data: STRING, criticality: STRING>,
      finding_info STRUCT<
        created_time_dt: TIMESTAMP, uid: STRING, desc: STRING, title: STRING,
        modified_time_dt: TIMESTAMP, first_seen_time_dt: TIMESTAMP, last_seen_time_dt: TIMESTAMP,
        related_events: ARRAY<STRUCT<product_uid: STRING, uid: STRING>>, types: ARRAY<STRING>,
        src_url: STRING>,
      remediation STRUCT<desc: STRING, references: ARRAY<STRING>>,
      compliance STRUCT<
        standards: ARRAY<STRING>, requirements: ARRAY<STRING>, control: STRING, status: STRING,
        status_detail: STRING, status_code: STRING>,
      vulnerabilities ARRAY<STRUCT<
        remediation: STRUCT<desc: STRING, references: ARRAY<STRING>>,
        cve: STRUCT<
          cvss: ARRAY<STRUCT<base_score: DECIMAL(3,1), vector_string: STRING, version: STRING>>,
          uid: STRING, epss: STRUCT<score: STRING>, references: ARRAY<STRING>,
          created_time_dt: TIMESTAMP, modified_time_dt: TIMESTAMP>,
        references: ARRAY<STRING>, related_vulnerabilities: ARRAY<STRING>, vendor_name: STRING,
        affected_packages: ARRAY<STRUCT<
          architecture: STRING, epoch: INT, path: STRING, fixed_in_version: STRING, name: STRING,
          package_manager: STRING, release: STRING, remediation: STRUCT<desc: STRING>,
          version: STRING>>,
        cwe: STRUCT<uid: STRING>,
        affected_code: ARRAY<STRUCT<
          end_line: INT, file: STRUCT<name: STRING, path: STRING, uid: STRING, type_id: INT>,
          start_line: INT>>,
        is_fix_available: BOOLEAN, is_exploit_available: BOOLEAN>>,
      resources ARRAY<STRUCT<
        type: STRING, uid: STRING, cloud_partition: STRING, region: STRING, labels: ARRAY<STRING>,
        data: STRING, criticality: STRING, owner: STRUCT<account: STRUCT<uid: STRING>>>>,
      evidences ARRAY<STRUCT<
        data: STRING,
        actor: STRUCT<
          process: STRUCT<
            created_time_dt: TIMESTAMP, name: STRING, pid: INT, uid: STRING,
            user: STRUCT<name: STRING, uid: STRING>, cmd_line: STRING,
            parent_process: STRUCT<uid: STRING>,
            file: STRUCT<
              path: STRING, name: STRING, type_id: INT,
              hashes: ARRAY<STRUCT<value: STRING, algorithm_id: INT, algorithm: STRING>>>,
            euid: INT>,
          api: STRUCT<
            operation: STRING, response: STRUCT<error: STRING, code: INT>,
            service: STRUCT<name: STRING>>,
          src_endpoint: STRUCT<
            ip: STRING,
            location: STRUCT<country: STRING, city: STRING, coordinates: ARRAY<DECIMAL(9,6)>>,
            port: INT>,
          connection_info: STRUCT<protocol_name: STRING, direction_id: INT, direction: STRING>,
          dst_endpoint: STRUCT<
            ip: STRING, port: INT,
            location: STRUCT<city: STRING, country: STRING, coordinates: ARRAY<DECIMAL(9,6)>>>,
          query: STRUCT<hostname: STRING>>>>,
      class_name STRING,
      class_uid INT,
      category_name STRING,
      category_uid INT,
      severity_id INT,
      severity STRING,
      activity_name STRING,
      activity_id INT,
      type_uid BIGINT,
      type_name STRING,
      status STRING,
      unmapped MAP<STRING, STRING>,
      observables ARRAY<STRUCT<name: STRING, value: STRING, type: STRING, type_id: INT>>
      """),
  EKS_AUDIT_V2(
      "EKS_AUDIT",
      SourceVersion.V2,
      """
      metadata STRUCT<
        log_level: STRING,
        product: STRUCT<
          version: STRING NOT NULL, vendor_name: STRING NOT NULL, name: STRING NOT NULL,
          feature: STRUCT<name: STRING>>,
        profiles: ARRAY<STRING>, version: STRING NOT NULL>,
      api STRUCT<
        request: STRUCT<
          uid: STRING,
          containers: ARRAY<STRUCT<
            name: STRING, image: STRUCT<name: STRING, path: STRING, uid: STRING>>>>,
        operation: STRING, version: STRING,
        response: STRUCT<
          code: INT, message: STRING, error: STRING, error_message: STRING,
          containers: ARRAY<STRUCT<
            name: STRING, image: STRUCT<name: STRING, path: STRING, uid: STRING>>>>,
        group: STRUCT<name: STRING>>,
      message STRING,
      http_request STRUCT<url: STRUCT<path: STRING>, user_agent: STRING>,
      actor STRUCT<
        user: STRUCT<
          name: STRING, uid: STRING, groups: ARRAY<STRUCT<name: STRING>>, type_id: INT>,
        session: STRUCT<credential_uid: STRING, issuer: STRING, uid: STRING>>,
      cloud STRUCT<account: STRUCT<uid: STRING>, provider: STRING NOT NULL>,
      src_endpoint STRUCT<ip: STRING, intermediate_ips: ARRAY<STRING>>,
      resources ARRAY<STRUCT<
        namespace: STRING, name: STRING, uid: STRING, version: STRING, type: STRING>>,
      start_time_dt TIMESTAMP,
      time_dt TIMESTAMP,
      time BIGINT NOT NULL,
      severity_id INT NOT NULL,
      severity STRING NOT NULL,
      class_name STRING NOT NULL,
      class_uid INT NOT NULL,
      category_name STRING NOT NULL,
      category_uid INT NOT NULL,
      activity_name STRING NOT NULL,
      activity_id INT NOT NULL,
      type_name STRING NOT NULL,
      type_uid BIGINT NOT NULL,
      unmapped MAP<STRING, STRING>,
      observables ARRAY<STRUCT<name: STRING, value: STRING, type: STRING, type_id: INT>>
      """);

  private final String source;
  private final SourceVersion version;
  private final String ddl;

  LakeTable(String source, SourceVersion version, String ddl) {
    this.source = source;
    this.version = version;
    this.ddl = ddl;
  }

  /** Another source with the columns of a table. */
  LakeTable(String source, LakeTable alike) {
    this(source, alike.version, alike.ddl);
  }

  SourceVersion version() {
    return version;
  }

  /** The folder of the files: {@code CLOUD_TRAIL_MGMT/2.0}. */
  String folder() {
    return source + "/" + version.folder();
  }

  /**
   * The schema of the files. No array or map of Security Lake holds nulls; telling Spark so makes
   * it write lists in the two-level form of AWS's own writer.
   */
  StructType schema() {
    return LakeColumns.withoutNullElements(StructType.fromDDL(ddl));
  }
}
