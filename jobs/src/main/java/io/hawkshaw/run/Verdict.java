package io.hawkshaw.run;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody decided about anomalies. Texts are matched as a whole; {@code *} in them stands for
 * anything.
 *
 * @param entity entities that it is about
 * @param kind kinds of anomalies
 * @param value values; counts have none, which only {@code *} matches
 * @param verdict benign or malicious
 * @param until last UTC day of the anomalies that it is about; null for all days
 * @param who who decided
 * @param why for what reason
 */
public record Verdict(
    String entity,
    String kind,
    String value,
    String verdict,
    LocalDate until,
    String who,
    String why)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String BENIGN = "benign";
  static final String MALICIOUS = "malicious";

  /** True for an anomaly that it is about. */
  boolean covers(String anEntity, String aKind, String aValue, LocalDate day) {
    return (until == null || !day.isAfter(until))
        && matches(entity, anEntity)
        && matches(kind, aKind)
        && matches(value, aValue);
  }

  private static boolean matches(String wanted, String text) {
    if (wanted.equals("*")) {
      return true;
    }
    String pattern =
        Arrays.stream(wanted.split("[*]", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return text != null && Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
  }
}
