package io.hawkshaw.enrichment;

import static org.apache.spark.sql.functions.lower;

import java.util.Locale;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** ISO 3166 codes of countries by their English names, as Java knows them. */
final class CountryCodes {
  private static final TreeMap<String, String> BY_NAME = new TreeMap<>();

  static {
    for (String code : Locale.getISOCountries()) {
      String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
      BY_NAME.put(name.toLowerCase(Locale.ENGLISH), code);
    }
  }

  private CountryCodes() {}

  /** The code of a country; null for a name that is none. */
  static Column ofName(Column name) {
    Column[] pairs =
        BY_NAME.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .map(functions::lit)
            .toArray(Column[]::new);
    return functions.try_element_at(functions.map(pairs), lower(name));
  }
}
