package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An OCSF event class, as the version of its schema numbers it. */
record OcsfClass(String name, int uid, String category, int categoryUid) {

  /** What happened within the class. */
  record Activity(int id, String name) {}

  /** Writes the columns that follow from class and activity. */
  void stamp(ObjectNode event, Activity activity) {
    event
        .put("class_name", name)
        .put("class_uid", uid)
        .put("category_name", category)
        .put("category_uid", categoryUid)
        .put("activity_name", activity.name())
        .put("activity_id", activity.id())
        .put("type_name", name + ": " + activity.name())
        .put("type_uid", uid * 100L + activity.id());
    if (!event.has("severity")) {
      event.put("severity", "Informational").put("severity_id", 1);
    }
  }
}
