CREATE OR REPLACE TEMPORARY VIEW calls (
  day COMMENT 'UTC day',
  hour COMMENT 'UTC hour of the day, 0 to 23',
  account COMMENT 'AWS account that owns the log record',
  region COMMENT 'AWS Region of the call',
  principal_type COMMENT 'As in activity',
  principal COMMENT 'Who called: the ARN of the user, role or root; else the name the log gives',
  session COMMENT 'Role session name',
  access_key COMMENT 'Access key id',
  is_service COMMENT 'An AWS service made the call, on its own or on behalf of the principal',
  ip COMMENT 'Source IP address',
  is_private_address COMMENT 'The address cannot be reached from the internet; null where ip is no address',
  country COMMENT 'ISO 3166 country code of ip',
  city COMMENT 'City of ip',
  aso COMMENT 'Autonomous system organization of ip',
  agent_family COMMENT 'Tool or browser',
  service COMMENT 'AWS service; kubernetes for EKS audit',
  operation COMMENT 'API operation',
  is_read COMMENT 'The call reads only',
  target_type COMMENT 'As in activity',
  target COMMENT 'What was acted on',
  success COMMENT 'Calls that succeeded',
  denied COMMENT 'Calls that were denied',
  failure COMMENT 'Calls that failed for another reason',
  first_time COMMENT 'Time of the first call',
  last_time COMMENT 'Time of the last call',
  event_ids COMMENT 'Up to three ids of the earliest calls, to find the raw records by'
)
COMMENT 'One row per hour and distinct who, whence and what, with its calls counted by outcome: to be summed by address, operation, caller or any other of its columns, in any order of levels'
AS
SELECT
  day, hour, account, region, principal_type, principal, session, access_key, is_service,
  ip, is_private_ip(ip), country, city, aso, agent_family,
  service, operation, is_read, target_type, target,
  success, denied, failure, first_time, last_time, event_ids
FROM (
  SELECT
    day, hour, account, region, principal_type, principal, session, access_key, is_service,
    ip, country, city, aso, agent_family, service, operation, is_read, target_type, target,
    sum(IF(outcome = 'success', events, 0)) AS success,
    sum(IF(outcome = 'denied', events, 0)) AS denied,
    sum(IF(outcome = 'failure', events, 0)) AS failure,
    min(first_time) AS first_time,
    max(last_time) AS last_time,
    min_by(event_ids, first_time) AS event_ids
  FROM activity
  GROUP BY ALL)
