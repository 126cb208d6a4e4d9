package io.hawkshaw.generate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One question that an instance asked the Route 53 resolver, and the answer. */
record DnsQuery(Host host, Instant time, int port, Question question, Answer answer) {

  /** The name ends with a dot, as the resolver logs it. */
  record Question(String name, String type) {}

  /** The records found; none if the name does not exist. */
  record Answer(ResponseCode code, List<String> data) {}

  /** The response codes that the story needs, under their OCSF captions. */
  enum ResponseCode {
    NO_ERROR(0, "NoError"),
    NAME_ERROR(3, "NXDomain");

    private final int id;
    private final String caption;

    ResponseCode(int id, String caption) {
      this.id = id;
      this.caption = caption;
    }

    int id() {
      return id;
    }

    String caption() {
      return caption;
    }

    /** The code as the resolver itself logs it. */
    String logged() {
      return caption.toUpperCase(Locale.ROOT);
    }
  }
}
