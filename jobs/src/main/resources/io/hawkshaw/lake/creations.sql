CREATE OR REPLACE TEMPORARY VIEW creations (
  day COMMENT 'UTC day',
  account COMMENT 'AWS account',
  region COMMENT 'AWS Region',
  creator_type COMMENT 'Type of who created it, as in entities',
  creator COMMENT 'Who created it',
  entity_type COMMENT 'Type of what was created',
  entity COMMENT 'What was created',
  created_time COMMENT 'When',
  first_act_time COMMENT 'When it first called an API or opened a connection, on that day or later',
  last_act_time COMMENT 'When it last did',
  acts COMMENT 'Calls and connections of it since then',
  event_ids COMMENT 'Up to three event ids of the creation'
)
COMMENT 'One row per day, creator and user, role, key, instance or other thing that it created, with what that did since'
AS
SELECT
  made.day, made.account, made.region, made.from_type, made.from_entity,
  made.to_type, made.to_entity, made.first_time,
  acted.first_time, acted.last_time, coalesce(acted.acts, 0L), made.event_ids
FROM edges AS made
LEFT JOIN (
  SELECT
    from_type, from_entity,
    min(first_time) AS first_time,
    max(last_time) AS last_time,
    sum(events) AS acts
  FROM edges
  WHERE relation IN ('used_ip', 'connected_to')
  GROUP BY from_type, from_entity) AS acted
  ON made.to_type = acted.from_type AND made.to_entity = acted.from_entity
WHERE made.relation = 'created'
