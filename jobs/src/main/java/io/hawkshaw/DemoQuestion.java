package io.hawkshaw;

/** What the demo asks of the tables, as a responder would. */
enum DemoQuestion {
  NEW_PLACES(
      "Who worked from an address that nobody had used in the two weeks before?",
      """
      WITH seen AS (
        SELECT principal, ip, min(first_time) AS first_time, sum(events) AS events,
          sum(IF(outcome = 'success', 0, events)) AS failed, min(min(first_time)) OVER (PARTITION BY ip) AS ip_first
        FROM activity
        WHERE NOT is_service AND ip IS NOT NULL AND service <> 'kubernetes'
        GROUP BY principal, ip)
      SELECT principal, ip, first_time, events, failed
      FROM seen
      WHERE ip_first >= (SELECT max(last_time) - INTERVAL 7 DAYS FROM activity)
      ORDER BY first_time
      """),
  PROBES(
      "Which denied calls betray a probe for permissions?",
      """
      SELECT principal, ip, day, hour, count(DISTINCT service, operation) AS operations,
        sum(events) AS denied
      FROM activity
      WHERE outcome = 'denied' AND NOT is_service AND service <> 'kubernetes'
      GROUP BY principal, ip, day, hour
      HAVING operations >= 5
      ORDER BY operations DESC
      """),
  FINDINGS(
      "What did the detectors find?",
      """
      SELECT day, product, severity, type, account, size(entities) AS entities
      FROM findings
      ORDER BY severity_score DESC, day
      LIMIT 15
      """);

  private final String text;
  private final String sql;

  DemoQuestion(String text, String sql) {
    this.text = text;
    this.sql = sql;
  }

  String text() {
    return text;
  }

  String sql() {
    return sql;
  }
}
