CREATE OR REPLACE TEMPORARY VIEW new_places (
  day COMMENT 'UTC day on which the place was new',
  country COMMENT 'ISO 3166 country code',
  city COMMENT 'City, null where unknown',
  latitude COMMENT 'Degrees north',
  longitude COMMENT 'Degrees east',
  ip COMMENT 'Address in that place',
  aso COMMENT 'Autonomous system organization of ip',
  new_for COMMENT 'Entities that the place was new for',
  new_for_account COMMENT 'Nobody in the account of one of them had called from there either',
  new_for_organization COMMENT 'Nobody at all had called from there',
  account COMMENT 'AWS account that owns the log record',
  principal_type COMMENT 'As in activity',
  principal COMMENT 'Who called from the address on that day, whether or not the place was new for it',
  service COMMENT 'AWS service',
  operation COMMENT 'API operation',
  success COMMENT 'Calls that succeeded',
  failed COMMENT 'Calls that were denied or failed',
  first_time COMMENT 'Time of the first call',
  last_time COMMENT 'Time of the last call'
)
COMMENT 'One row per day, address in a place that was new for somebody, and whoever did what from there on that day: all calls, with success and failure'
AS
SELECT
  calls.day, country, city, latitude, longitude, calls.ip, aso,
  new_for, new_for_account, new_for_organization,
  account, principal_type, principal, service, operation,
  sum(IF(outcome = 'success', events, 0)),
  sum(IF(outcome = 'success', 0, events)),
  min(first_time),
  max(last_time)
FROM activity AS calls
INNER JOIN (
  SELECT
    day, ip,
    array_sort(collect_set(entity)) AS new_for,
    bool_or(new_for_account) AS new_for_account,
    bool_or(new_for_organization) AS new_for_organization
  FROM anomalies LATERAL VIEW explode(ips) addresses AS ip
  WHERE kind = 'first_seen' AND dimension IN ('country', 'city')
  GROUP BY day, ip) AS fresh
  ON calls.day = fresh.day AND calls.ip = fresh.ip
GROUP BY ALL
