WITH RECURSIVE link AS (
  SELECT CAST(day AS VARCHAR) AS day, from_member, coalesce(to_member, from_member) AS to_member
  FROM read_parquet(
    '${lake}/finding_group_links/day=*/*.parquet',
    hive_partitioning = true, hive_types_autocast = false)
),
neighbour AS (
  SELECT day, from_member AS member, to_member AS other FROM link
  UNION
  SELECT day, to_member, from_member FROM link
),
reached AS (
  SELECT day, member, other FROM neighbour
  UNION
  SELECT reached.day, reached.member, neighbour.other
  FROM reached JOIN neighbour
    ON neighbour.day = reached.day AND neighbour.member = reached.other
)
SELECT day, member, min(other) AS component
FROM reached
GROUP BY ALL
