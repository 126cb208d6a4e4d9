WITH call AS (
  SELECT DISTINCT ON (metadata.uid, time // 86400000)
    time // 86400000 AS day,
    (time // 3600000) % 24 AS hour,
    time,
    accountId AS account,
    cloud.region AS region,
    CASE
      WHEN actor.user.type = 'AWSService' OR (actor.user.type IS NULL AND actor.invoked_by <> '')
        THEN coalesce(nullif(actor.invoked_by, ''), src_endpoint.ip, src_endpoint.domain, 'AWS')
      WHEN actor.user.type = 'AssumedRole'
        THEN coalesce(nullif(actor.session.issuer, ''), nullif(actor.user.uid, ''))
      WHEN actor.user.type = 'AWSAccount'
        THEN coalesce(nullif(actor.user.uid, ''), split_part(actor.user.uid_alt, ':', 1))
      ELSE coalesce(nullif(actor.user.uid, ''), nullif(actor.user.uid_alt, ''), actor.user.name)
    END AS principal,
    nullif(actor.user.credential_uid, '') AS access_key,
    CASE
      WHEN regexp_matches(src_endpoint.ip, '^[0-9.]+$|^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$')
        THEN src_endpoint.ip
    END AS ip,
    nullif(trim(http_request.user_agent), '') AS user_agent,
    api.service.name AS service,
    regexp_replace(api.operation, '20[0-9]{6}(v[0-9]+)?$', '') AS operation,
    coalesce(nullif(api.response.error, ''), nullif(api.response.message, '')) AS error
  FROM read_parquet(
    '${folder}/CLOUD_TRAIL_MGMT/**/*.parquet',
    hive_partitioning = true, hive_types_autocast = false, union_by_name = true)
)
SELECT
  day, hour, account, region, principal, access_key, ip, user_agent, service, operation, error,
  count(*) AS events,
  min(time) AS first_time,
  max(time) AS last_time
FROM call
GROUP BY ALL
