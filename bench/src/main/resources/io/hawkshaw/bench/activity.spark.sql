SELECT
  unix_date(day) AS day, hour, account, region, principal, access_key, ip, user_agent, service,
  operation, error,
  sum(events) AS events,
  min(unix_millis(first_time)) AS first_time,
  max(unix_millis(last_time)) AS last_time
FROM activity
WHERE source = 'CLOUD_TRAIL_MGMT'
GROUP BY day, hour, account, region, principal, access_key, ip, user_agent, service, operation, error
