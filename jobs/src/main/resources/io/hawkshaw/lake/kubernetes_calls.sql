CREATE OR REPLACE TEMPORARY VIEW kubernetes_calls (
  day COMMENT 'UTC day',
  hour COMMENT 'UTC hour of the day, 0 to 23',
  account COMMENT 'AWS account of the cluster',
  region COMMENT 'AWS Region of the cluster',
  cluster COMMENT 'EKS cluster by name; null where the log does not tell',
  subject COMMENT 'User or service account',
  ip COMMENT 'Source IP address',
  is_private_address COMMENT 'The address cannot be reached from the internet; null where ip is no address',
  country COMMENT 'ISO 3166 country code of ip',
  aso COMMENT 'Autonomous system organization of ip',
  verb COMMENT 'Verb of the request: get, list, create',
  resource COMMENT 'Kind of resource: pods, secrets',
  target COMMENT 'Namespace and name of the resource',
  request_uris COMMENT 'Up to three request URIs as sent',
  success COMMENT 'Requests that succeeded',
  failed COMMENT 'Requests that failed and were neither unauthorized nor forbidden',
  unauthorized COMMENT 'Requests without valid credentials, HTTP status 401',
  forbidden COMMENT 'Requests that the subject may not make, HTTP status 403',
  first_time COMMENT 'Time of the first request',
  last_time COMMENT 'Time of the last request',
  event_ids COMMENT 'Up to three ids of the earliest requests'
)
COMMENT 'One row per hour and distinct request to the API of a cluster, by subject, address, verb and target, counted by outcome'
AS
SELECT
  day, hour, account, region, cluster, principal,
  ip, is_private_ip(ip), country, aso, operation, resource, target, request_uris,
  success, failed, unauthorized, forbidden, first_time, last_time, event_ids
FROM (
  SELECT
    day, hour, account, region, cluster, principal, ip, country, aso, operation,
    regexp_replace(target_type, '^Kubernetes::', '') AS resource,
    target,
    slice(array_sort(array_distinct(flatten(collect_list(target_samples)))), 1, 3) AS request_uris,
    sum(IF(outcome = 'success', events, 0)) AS success,
    sum(IF(outcome = 'failure', events, 0)) AS failed,
    sum(IF(outcome = 'denied' AND error IN ('401', 'Unauthorized'), events, 0)) AS unauthorized,
    sum(IF(outcome = 'denied' AND NOT error <=> '401' AND NOT error <=> 'Unauthorized', events, 0)) AS forbidden,
    min(first_time) AS first_time,
    max(last_time) AS last_time,
    min_by(event_ids, first_time) AS event_ids
  FROM activity
  WHERE service = 'kubernetes'
  GROUP BY ALL)
