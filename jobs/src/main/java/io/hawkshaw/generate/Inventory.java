package io.hawkshaw.generate;

import java.util.List;
import java.util.Map;

/** The things of each account that ordinary calls are about. */
final class Inventory {
  private static final Map<Account, List<String>> BUCKETS =
      Map.of(
          Account.SECURITY, List.of("org-trail-111122223333", "findings-111122223333"),
          Account.PRODUCTION,
              List.of("prod-shop-assets", "prod-customer-exports", "prod-trail-222233334444"),
          Account.DEVELOPMENT, List.of("dev-artifacts", "dev-sandbox", "dev-terraform-state"),
          Account.DATA, List.of("research-datasets", "warehouse-landing", "warehouse-curated"));
  private static final List<String> FUNCTIONS = List.of("orders-api", "invoice-mailer", "resizer");
  private static final List<String> TABLES = List.of("orders", "sessions", "catalogue");

  private Inventory() {}

  /** One thing of each kind, by which the placeholders of a request are filled. */
  static Map<String, String> things(Place place, Dice dice) {
    return Map.of(
        "account", place.account().id(),
        "region", place.region(),
        "bucket", dice.pick(BUCKETS.get(place.account())),
        "function", dice.pick(FUNCTIONS),
        "table", dice.pick(TABLES),
        "instance", dice.pick(List.of(Hosts.WEB_1, Hosts.WEB_2, Hosts.DATABASE)).instance());
  }
}
