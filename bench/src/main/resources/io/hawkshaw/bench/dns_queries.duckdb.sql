WITH query AS (
  SELECT DISTINCT
    time,
    accountId AS account,
    cloud.region AS region,
    src_endpoint.vpc_uid AS vpc,
    src_endpoint.instance_uid AS instance,
    src_endpoint.ip AS local_ip,
    src_endpoint.port AS source_port,
    connection_info.protocol_name AS transport,
    query.hostname AS hostname,
    query.type AS query_type,
    rcode_id,
    list_transform(answers, lambda answer: answer.rdata) AS answers
  FROM read_parquet(
    '${folder}/ROUTE53/**/*.parquet',
    hive_partitioning = true, hive_types_autocast = false, union_by_name = true)
)
SELECT
  time // 86400000 AS day,
  (time // 3600000) % 24 AS hour,
  account, region, vpc, instance, local_ip,
  lower(regexp_replace(hostname, '[.]$', '')) AS name,
  upper(query_type) AS type,
  rcode_id = 3 AS is_nxdomain,
  count(*) AS queries,
  min(time) AS first_time,
  max(time) AS last_time
FROM query
GROUP BY ALL
