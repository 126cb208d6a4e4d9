package io.hawkshaw.run;

import java.io.Serializable;
import java.util.List;

/**
 * Detection rules of one log, as the scan of that log asks them of each event. Two fields, what is
 * acted on and how, rule most rules out beforehand: eventSource and eventName of CloudTrail,
 * objectRef.resource and verb of a Kubernetes audit event.
 */
public interface LogRules extends Serializable {
  /** No rules. */
  LogRules NONE =
      new LogRules() {
        private static final long serialVersionUID = 1L;

        @Override
        public List<String> fields() {
          return List.of();
        }

        @Override
        public boolean mayMatch(String first, String second) {
          return false;
        }

        @Override
        public List<String> matching(String first, String second, String[][] values) {
          return List.of();
        }
      };

  /**
   * The fields that the rules name, by their paths in the log, without marks of arrays. {@code *}
   * are all values of an event.
   */
  List<String> fields();

  /** False where no rule can match an event, whatever its other fields are. */
  boolean mayMatch(String first, String second);

  /**
   * Ids of the rules that an event matches.
   *
   * @param values the values of each of {@link #fields}: those of the leaves at its path and below;
   *     null where it has none
   */
  List<String> matching(String first, String second, String[][] values);

  /** True where there are no rules to ask. */
  default boolean isEmpty() {
    return fields().isEmpty();
  }
}
