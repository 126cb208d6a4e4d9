package io.hawkshaw.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The relations between entities, each with the sentence that it stands for. */
public enum Relation {
  USED_IP("called from"),
  USED_AGENT("called with"),
  USED_KEY("called with the key"),
  ASSUMED("assumed"),
  STARTED_SESSION("started the session"),
  AUTHENTICATED_AS("authenticated as"),
  CREATED("created"),
  CHANGED("changed"),
  DELETED("deleted"),
  ACCESSED("accessed"),
  ACTED_ON("acted on"),
  CONNECTED_TO("connected to"),
  ASSIGNED_TO("was assigned to"),
  RESOLVED("resolved"),
  RUNS_IMAGE("runs the image"),
  IN_CLUSTER("is in the cluster"),
  IN_VPC("is in the VPC"),
  IN_ACCOUNT("is in the account"),
  INVOLVES("involves"),
  CAN_ASSUME("may assume"),
  HAS_POLICY("has the policy"),
  IN_GROUP("is in the group");

  private static final Map<String, Relation> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Relation::label, Function.identity()));

  private final String verb;

  Relation(String verb) {
    this.verb = verb;
  }

  /** The name in the tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the first entity of an edge did to the second, as the middle of a sentence. */
  public String verb() {
    return verb;
  }

  /**
   * The relation of a name in the tables.
   *
   * @throws IllegalArgumentException where no relation has it
   */
  public static Relation of(String label) {
    Relation relation = BY_LABEL.get(label);
    if (relation == null) {
      throw new IllegalArgumentException("No relation " + label);
    }
    return relation;
  }
}
