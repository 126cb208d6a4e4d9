CREATE OR REPLACE TEMPORARY VIEW sessions (
  day COMMENT 'UTC day of the call that started the session',
  started_by_type COMMENT 'Type of what started it, as in entities',
  started_by COMMENT 'What started it: a user, another session, an instance, a function',
  session COMMENT 'The session: unique id of the role, a colon, the session name',
  role COMMENT 'ARN of its role; null where the session was never used',
  access_keys COMMENT 'Access keys that it used',
  accounts COMMENT 'AWS accounts whose logs tell of its start',
  events COMMENT 'Calls that issued its credentials',
  first_time COMMENT 'First of them',
  last_time COMMENT 'Last of them',
  event_ids COMMENT 'Up to three event ids'
)
COMMENT 'One row per day, role session and what started it, across accounts: joined to itself from started_by to session, it leads back to where a chain of roles began'
AS
SELECT
  started.day, started_by_type, started_by, session, role, access_keys,
  accounts, events, first_time, last_time, event_ids
FROM (
  SELECT
    day, from_type AS started_by_type, from_entity AS started_by, to_entity AS session,
    array_sort(collect_set(account)) AS accounts,
    sum(events) AS events,
    min(first_time) AS first_time,
    max(last_time) AS last_time,
    min_by(event_ids, first_time) AS event_ids
  FROM edges
  WHERE relation = 'started_session'
  GROUP BY ALL) AS started
LEFT JOIN (
  SELECT
    from_entity,
    max(IF(relation = 'assumed', to_entity, NULL)) AS role,
    array_sort(collect_set(IF(relation = 'used_key', to_entity, NULL))) AS access_keys
  FROM edges
  WHERE from_type = 'ROLE_SESSION' AND relation IN ('assumed', 'used_key')
  GROUP BY from_entity) AS used
  ON started.session = used.from_entity
