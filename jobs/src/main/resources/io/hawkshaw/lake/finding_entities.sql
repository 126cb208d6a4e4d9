CREATE OR REPLACE TEMPORARY VIEW finding_entities (
  day COMMENT 'UTC day of the latest version of the finding',
  finding COMMENT 'Id of the finding',
  product COMMENT 'Product that found it',
  type COMMENT 'Finding type',
  title COMMENT 'Title',
  severity COMMENT 'INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL',
  severity_score COMMENT 'Severity, 0 to 100',
  status COMMENT 'NEW, NOTIFIED, RESOLVED, SUPPRESSED or ARCHIVED',
  account COMMENT 'AWS account that the finding is about',
  region COMMENT 'AWS Region',
  tactics COMMENT 'MITRE ATT&CK tactics',
  entity_type COMMENT 'Type of the entity, as in entities',
  entity COMMENT 'Id of the entity, as in entities',
  role COMMENT 'TARGET, ACTOR or REMOTE',
  first_time COMMENT 'First observed',
  last_time COMMENT 'Last observed'
)
COMMENT 'One row per finding, in its latest version, and entity that it involves'
AS
SELECT
  day, finding, product, type, title, severity, severity_score, status, account, region, tactics,
  involved.entity_type, involved.entity, involved.role, first_time, last_time
FROM (
  SELECT *, row_number() OVER (PARTITION BY product, finding ORDER BY day DESC) AS age
  FROM findings)
LATERAL VIEW explode(entities) members AS involved
WHERE age = 1
