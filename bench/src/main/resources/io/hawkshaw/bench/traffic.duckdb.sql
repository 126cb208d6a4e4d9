WITH flow AS (
  SELECT DISTINCT
    time // 86400000 AS day,
    (time // 3600000) % 24 AS hour,
    time,
    epoch_ms(end_time_dt) AS end_time,
    accountId AS account,
    cloud.region AS region,
    coalesce(nullif(src_endpoint.vpc_uid, '-'), nullif(dst_endpoint.vpc_uid, '-')) AS vpc,
    coalesce(nullif(src_endpoint.interface_uid, '-'), nullif(dst_endpoint.interface_uid, '-'))
      AS interface,
    coalesce(nullif(src_endpoint.instance_uid, '-'), nullif(dst_endpoint.instance_uid, '-'))
      AS instance,
    connection_info.direction = 'Outbound' AS is_out,
    nullif(src_endpoint.ip, '-') AS source_ip,
    nullif(dst_endpoint.ip, '-') AS destination_ip,
    src_endpoint.intermediate_ips AS via_source,
    dst_endpoint.intermediate_ips AS via_destination,
    src_endpoint.port AS source_port,
    dst_endpoint.port AS destination_port,
    connection_info.protocol_num AS protocol_number,
    CASE action WHEN 'Allowed' THEN 'ACCEPT' WHEN 'Denied' THEN 'REJECT' END AS verdict,
    coalesce(upper(status_code), 'NODATA') AS log_status,
    coalesce(traffic.packets, 0) AS packets,
    coalesce(traffic.bytes, 0) AS bytes
  FROM read_parquet(
    '${folder}/VPC_FLOW/**/*.parquet',
    hive_partitioning = true, hive_types_autocast = false, union_by_name = true)
)
SELECT
  day, hour, account, region, vpc, interface, instance,
  CASE WHEN is_out THEN destination_ip ELSE source_ip END AS ip,
  CASE WHEN is_out THEN source_ip ELSE destination_ip END AS local_ip,
  CASE protocol_number
    WHEN 6 THEN 'TCP' WHEN 17 THEN 'UDP' WHEN 1 THEN 'ICMP' ELSE protocol_number::VARCHAR
  END AS protocol,
  CASE WHEN source_ip IS NULL OR destination_ip IS NULL THEN log_status ELSE verdict END AS action,
  count(*) AS flows,
  sum(packets)::BIGINT AS packets,
  sum(CASE WHEN is_out THEN 0 ELSE bytes END)::BIGINT AS bytes_in,
  sum(CASE WHEN is_out THEN bytes ELSE 0 END)::BIGINT AS bytes_out,
  min(time) AS first_time,
  max(coalesce(end_time, time)) AS last_time
FROM flow
GROUP BY ALL
