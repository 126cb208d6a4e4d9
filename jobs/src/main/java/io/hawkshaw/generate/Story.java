package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was injected and is to be found: the steps of one incident, with their evidence. */
final class Story {

  /** One step: when it began, which source carries it, what was done, and by which event ids. */
  record Step(Instant time, String source, String what, List<String> eventIds) {}

  private final String name;
  private final String title;
  private final List<Step> steps = new ArrayList<>();

  Story(String name, String title) {
    this.name = name;
    this.title = title;
  }

  String name() {
    return name;
  }

  String title() {
    return title;
  }

  List<Step> steps() {
    return steps.stream().sorted(Comparator.comparing(Step::time)).toList();
  }

  /** When the last step began. */
  Instant lastTime() {
    return steps().get(steps.size() - 1).time();
  }

  List<LocalDate> days() {
    return Calendar.days(Calendar.dayOf(steps().get(0).time()), Calendar.dayOf(lastTime()));
  }

  /** A step that CloudTrail carries. */
  void called(String what, List<ApiCall> calls) {
    List<String> ids = calls.stream().map(ApiCall::id).toList();
    steps.add(new Step(calls.get(0).time(), "cloudtrail", what, ids));
  }

  void called(String what, ApiCall call) {
    called(what, List.of(call));
  }

  /** A step whose records carry no ids, such as flows and queries. */
  void seen(Instant time, String source, String what) {
    steps.add(new Step(time, source, what, List.of()));
  }

  /** A step in a cluster, known by its audit ids. */
  void audited(String what, KubernetesCall call) {
    steps.add(new Step(call.time(), "eks-audit", what, List.of(call.id())));
  }
}
