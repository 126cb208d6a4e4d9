package io.hawkshaw.generate;

import java.time.Instant;
import java.util.Map;

/** Where one caller works in one place: each call made here is recorded in the events. */
final class Desk {
  private static final Map<String, String> DENIALS =
      Map.of("ec2", "Client.UnauthorizedOperation", "sts", "AccessDenied");

  private final Events events;
  private final Dice dice;
  private final Caller caller;
  private final Place place;

  Desk(Events events, Dice dice, Caller caller, Place place) {
    this.events = events;
    this.dice = dice;
    this.caller = caller;
    this.place = place;
  }

  Desk at(Place other) {
    return new Desk(events, dice, caller, other);
  }

  Desk seenAs(Caller other) {
    return new Desk(events, dice, other, place);
  }

  Caller caller() {
    return caller;
  }

  /** Begins a call with fresh ids; nothing is recorded before {@link #record}. */
  Call call(Operation operation, Instant time) {
    Place recorded = operation.isGlobal() ? place.account().global() : place;
    Call call = new Call(operation, recorded, time).by(caller).identified(dice.uuid(), dice.uuid());
    return isDirect() ? call.overTls() : call;
  }

  Call call(String operation, Instant time) {
    return call(Operation.of(operation), time);
  }

  /** Makes an ordinary call. */
  ApiCall make(Operation operation, Instant time) {
    return record(call(operation, time));
  }

  /** Makes an ordinary call that meets the error of its operation. */
  ApiCall fail(Operation operation, Instant time) {
    return record(call(operation, time).failing(operation.error(), "The request was refused."));
  }

  /** Makes a call that the caller is not allowed to make, spelled as the service spells it. */
  ApiCall deny(Operation operation, Instant time) {
    String code = DENIALS.getOrDefault(operation.service(), "AccessDenied");
    String message =
        "User: %s is not authorized to perform: %s:%s because no identity-based policy allows it"
            .formatted(
                caller.identity().path("arn").asText(), operation.service(), operation.name());
    return record(call(operation, time).failing(code, message));
  }

  ApiCall record(Call call) {
    return events.add(call.done());
  }

  private boolean isDirect() {
    return Character.isDigit(caller.address().charAt(0)) && !caller.agent().startsWith("Mozilla");
  }
}
