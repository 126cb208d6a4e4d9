package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The two versions in which Security Lake writes its sources, and where they differ everywhere. */
enum SourceVersion {
  V1("1.0", "1.0.0-rc.2") {
    @Override
    void account(ObjectNode parent, String id) {
      parent.put("account_uid", id);
    }

    @Override
    void time(ObjectNode parent, String name, Instant time) {
      parent.put(name, time.toEpochMilli());
    }

    @Override
    void profiles(ObjectNode metadata, List<String> profiles) {
      profiles.forEach(metadata.putArray("profiles")::add);
    }
  },
  V2("2.0", "1.1.0") {
    @Override
    void account(ObjectNode parent, String id) {
      parent.putObject("account").put("uid", id);
    }

    @Override
    void time(ObjectNode parent, String name, Instant time) {
      parent.put(name + "_dt", time.toString());
    }

    @Override
    void profiles(ObjectNode metadata, List<String> profiles) {
      profiles.forEach(metadata.putArray("profiles")::add);
      metadata.withArray("profiles").add("datetime");
    }
  };

  private final String folder;
  private final String schema;

  SourceVersion(String folder, String schema) {
    this.folder = folder;
    this.schema = schema;
  }

  /** The version's segment of the object key. */
  String folder() {
    return folder;
  }

  /** An account is a value in version 1, a struct in version 2. */
  abstract void account(ObjectNode parent, String id);

  /** A time is a number of milliseconds in version 1, a timestamp {@code …_dt} in version 2. */
  abstract void time(ObjectNode parent, String name, Instant time);

  abstract void profiles(ObjectNode metadata, List<String> profiles);

  /** An event with the columns that tell which schema it follows, and when it happened. */
  ObjectNode event(Instant time, List<String> profiles) {
    ObjectNode event = Json.object();
    ObjectNode metadata = event.putObject("metadata").put("version", schema);
    profiles(metadata, profiles);
    event.put("time", time.toEpochMilli());
    if (this == V2) {
      time(event, "time", time);
    }
    return event;
  }
}
