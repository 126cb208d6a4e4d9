CREATE OR REPLACE TEMPORARY VIEW current_groups (
  day COMMENT 'UTC day of the last night on which the group was told of',
  group_id COMMENT 'UUID, the same from night to night',
  headline COMMENT 'Who did what, in one line',
  title COMMENT 'Title in the form of Amazon Detective',
  severity COMMENT 'Highest severity of its members',
  score COMMENT 'Risk, 0 to 100',
  status COMMENT 'ACTIVE or INACTIVE',
  change COMMENT 'Against the night before: new, grown, unchanged, merged, superseded, closed',
  tactics COMMENT 'MITRE ATT&CK tactics from early to late',
  accounts COMMENT 'AWS accounts',
  regions COMMENT 'AWS Regions',
  findings COMMENT 'Number of findings',
  evidence COMMENT 'Number of detections and anomalies',
  entities COMMENT 'Number of entities involved',
  sentences COMMENT 'The story sentence by sentence, each with the members that it is made of',
  first_time COMMENT 'First observed',
  last_time COMMENT 'Last observed'
)
COMMENT 'One row per finding group, as it was on its last night'
AS
SELECT
  day, group_id, headline, title, severity, score, status, change, tactics, accounts, regions,
  findings, evidence, entities, sentences, first_time, last_time
FROM (
  SELECT *, row_number() OVER (PARTITION BY group_id ORDER BY day DESC) AS age
  FROM finding_groups)
WHERE age = 1
