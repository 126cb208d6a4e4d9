SELECT
  unix_date(day) AS day, hour, account, region, vpc, interface, instance, ip, local_ip, protocol,
  action,
  sum(flows) AS flows,
  sum(packets) AS packets,
  sum(bytes_in) AS bytes_in,
  sum(bytes_out) AS bytes_out,
  min(unix_millis(first_time)) AS first_time,
  max(unix_millis(last_time)) AS last_time
FROM traffic
WHERE source = 'VPC_FLOW'
GROUP BY day, hour, account, region, vpc, interface, instance, ip, local_ip, protocol, action
