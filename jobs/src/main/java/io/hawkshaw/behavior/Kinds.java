package io.hawkshaw.behavior;

import java.util.List;

/** All kinds of anomalies. A new kind is a class, or a count, and one line here. */
final class Kinds {
  static final List<Kind> ALL =
      List.of(
          new FirstSeen(),
          new Uncommon(),
          new DormantIdentity(),
          new NewIdentity(),
          new UnusualHour(),
          new Signal("journey", "km/h"),
          new Signal("beacon", "of 1 in regularity"),
          new Signal("random_label", "bits of entropy a letter"),
          principals("api_calls", "hour_of_week", "events", "API calls"),
          principals("api_calls_in_hour", "hour_of_week", "most_events", "API calls in one hour"),
          principals("failures", "hour_of_week", "failures", "failed calls"),
          principals(
              "failures_in_hour", "hour_of_week", "most_failures", "failed calls in one hour"),
          principals("permission_probing", "denied_operation", "values", "operations denied"),
          principals("new_operations", "operation", "new_values", "operations for the first time"),
          principals("targets", "target", "values", "targets"),
          principals("failed_logins", "failed_login", "events", "failed logins"),
          addresses("failed_logins_of_address", "failed_login", "events", "failed logins"),
          addresses("principals_of_address", "principal", "values", "principals"),
          machines("bytes_out", "hour_of_week", "bytes_out", "bytes sent"),
          machines("bytes_in", "hour_of_week", "bytes_in", "bytes received"),
          machines("new_peers", "remote_peer", "new_values", "peers for the first time"),
          machines("peer_sweep", "remote_peer", "values", "peers"),
          machines("port_sweep", "remote_port", "values", "ports of peers"),
          machines("probed_ports", "probed_port", "values", "ports probed from outside"),
          machines("login_attempts", "login_attempt", "most_events", "logins tried by one address"),
          machines("unknown_names", "unknown_name", "values", "domains that do not exist"),
          machines("dns_tunnel_bytes", "domain", "most_bytes_out", "bytes in names of one domain"));

  private Kinds() {}

  private static Count principals(String label, String dimension, String measure, String words) {
    return new Count(label, dimension, Count.PRINCIPALS, measure, words);
  }

  private static Count addresses(String label, String dimension, String measure, String words) {
    return new Count(label, dimension, Count.ADDRESSES, measure, words);
  }

  private static Count machines(String label, String dimension, String measure, String words) {
    return new Count(label, dimension, Count.MACHINES, measure, words);
  }
}
