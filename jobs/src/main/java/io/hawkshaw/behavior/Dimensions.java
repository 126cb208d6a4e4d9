package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.AnomalySettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/** What the dimensions of observations are to anomalies. */
final class Dimensions {
  /** Dimensions whose values are worth a row when they are new, with the words for it. */
  private static final Map<String, String> WORDS = new TreeMap<>();

  static {
    WORDS.put("ip", "came from the address");
    WORDS.put("country", "came from the country");
    WORDS.put("city", "came from the city");
    WORDS.put("aso", "came through the network of");
    WORDS.put("agent_family", "used the tool");
    WORDS.put("user_agent", "used the user agent");
    WORDS.put("service", "called the service");
    WORDS.put("operation", "called");
    WORDS.put("region", "worked in the Region");
    WORDS.put("access_key", "used the access key");
    WORDS.put("target", "acted on");
    WORDS.put("error", "met the error");
    WORDS.put("principal", "was used by");
    WORDS.put("remote_peer", "connected to");
    WORDS.put("remote_port", "connected to the port");
    WORDS.put("local_port", "was reached on the port");
    WORDS.put("remote_country", "connected to the country");
    WORDS.put("remote_aso", "connected to the network of");
    WORDS.put("domain", "resolved names of");
    WORDS.put("beacon", "kept a regular beat of connections to");
    WORDS.put("journey", "went faster than anybody travels from");
    WORDS.put("random_label", "asked for long random names below");
  }

  /** What observations note only when it is odd already; its kinds are named by themselves. */
  static final Map<String, String> SIGNALS =
      Map.of(
          "beacon", "beaconing",
          "journey", "impossible_travel",
          "random_label", "random_names");

  private Dimensions() {}

  /** True where a new value is worth a row. */
  static Column hasNovelty() {
    return col("dimension").isin(WORDS.keySet().toArray());
  }

  /** True for what observations note only when it is odd. */
  static Column isSignal() {
    return col("dimension").isin(SIGNALS.keySet().toArray());
  }

  /** What an entity did, in front of the value. */
  static Column words() {
    Column words = lit(null).cast("string");
    for (Map.Entry<String, String> entry : WORDS.entrySet()) {
      words = when(col("dimension").equalTo(entry.getKey()), entry.getValue()).otherwise(words);
    }
    return words;
  }

  /** Days within which a value was not seen that counts as new. */
  static Column lookBack(AnomalySettings settings) {
    List<Column> single =
        settings.lookBackDaysOf().entrySet().stream()
            .map(e -> when(col("dimension").equalTo(e.getKey()), e.getValue()))
            .toList();
    return single.isEmpty()
        ? lit(settings.lookBackDays())
        : coalesce(coalesce(single.toArray(Column[]::new)), lit(settings.lookBackDays()));
  }
}
