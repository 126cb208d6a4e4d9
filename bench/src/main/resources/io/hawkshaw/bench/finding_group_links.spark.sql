SELECT
  CAST(day AS STRING) AS day,
  from_member AS member,
  min(from_member) OVER (PARTITION BY day, group_id) AS component
FROM finding_group_links
