package io.hawkshaw.generate;

import java.util.ArrayList;
import java.util.List;

/** Everything that happens, in the order in which it was told. */
final class Events {
  private final List<ApiCall> apiCalls = new ArrayList<>();
  private final List<ApiCall> delayed = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final List<DnsQuery> dnsQueries = new ArrayList<>();
  private final List<KubernetesCall> kubernetesCalls = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<HubFinding> hubFindings = new ArrayList<>();

  List<ApiCall> apiCalls() {
    return apiCalls;
  }

  /** The calls that reach the lake on {@link Oddities#DELIVERED}, whatever their own time. */
  List<ApiCall> delayed() {
    return delayed;
  }

  List<Flow> flows() {
    return flows;
  }

  List<DnsQuery> dnsQueries() {
    return dnsQueries;
  }

  List<KubernetesCall> kubernetesCalls() {
    return kubernetesCalls;
  }

  List<Finding> findings() {
    return findings;
  }

  List<HubFinding> hubFindings() {
    return hubFindings;
  }

  ApiCall add(ApiCall call) {
    apiCalls.add(call);
    return call;
  }
}
