package io.hawkshaw.generate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The things that one call is about: each kind is drawn once, and is the same wherever named. */
final class Things implements UnaryOperator<String> {
  private final Site site;
  private final Dice dice;
  private final Map<String, String> drawn = new HashMap<>();

  Things(Site site, Dice dice) {
    this.site = site;
    this.dice = dice;
  }

  @Override
  public String apply(String kind) {
    return drawn.computeIfAbsent(kind, this::draw);
  }

  private String draw(String kind) {
    return switch (kind) {
      case "account" -> site.place().account().id();
      case "region" -> site.place().region();
      case "hex" -> dice.hex(16);
      case "uuid" -> dice.uuid();
      case "accessKey" -> "AKIA" + dice.base32(9) + "EXAMPLE";
      default -> site.stock(kind).pick(dice);
    };
  }
}
