SELECT
  unix_date(day) AS day, hour, account, region, vpc, instance, local_ip, name, type,
  rcode = 'NXDOMAIN' AS is_nxdomain,
  sum(queries) AS queries,
  min(unix_millis(first_time)) AS first_time,
  max(unix_millis(last_time)) AS last_time
FROM dns_queries
WHERE source = 'ROUTE53'
GROUP BY day, hour, account, region, vpc, instance, local_ip, name, type, rcode = 'NXDOMAIN'
