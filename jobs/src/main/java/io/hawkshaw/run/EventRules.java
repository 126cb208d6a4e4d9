package io.hawkshaw.run;

import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The detection rules of a night: where those who read logs and those who know rules meet. */
public interface EventRules {
  /** The logs that rules are of. */
  enum Log {
    CLOUDTRAIL,
    KUBERNETES_AUDIT
  }

  /** No rules. */
  EventRules NONE =
      new EventRules() {
        @Override
        public LogRules within(Log log, Set<String> fields) {
          return LogRules.NONE;
        }

        @Override
        public LogRules beyond(Log log, Set<String> fields) {
          return LogRules.NONE;
        }

        @Override
        public Dataset<Row> detections(Night night) {
          return night.lake().read(Table.DETECTIONS).limit(0);
        }

        @Override
        public Dataset<Row> unexpected(Dataset<Row> detections, LocalDate on) {
          return detections;
        }
      };

  /** The rules of a log that name none but some fields. */
  LogRules within(Log log, Set<String> fields);

  /** The rules of a log that name a field besides some. */
  LogRules beyond(Log log, Set<String> fields);

  /** The rows of the table detections that the days of a night give. */
  Dataset<Row> detections(Night night);

  /** Detections without those that are expected on a day. */
  Dataset<Row> unexpected(Dataset<Row> detections, LocalDate on);
}
