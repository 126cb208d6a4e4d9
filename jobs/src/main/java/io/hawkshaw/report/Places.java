package io.hawkshaw.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.report.Conduct.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The places that calls came from, for a map. */
final class Places {
  private Places() {}

  /**
   * A map of places, or words in its place where none is known.
   *
   * @param guide what the map shows, in a sentence
   * @param chart the map
   * @param addresses addresses that calls came from, whose places were asked for
   * @param placed those of them whose place is known
   */
  static Section section(
      String id, String title, String guide, ObjectNode chart, long addresses, long placed) {
    if (addresses == 0) {
      return Section.text(id, title, "No calls came from any address.", List.of());
    }
    return placed == 0
        ? Section.text(id, title, unknown(addresses), List.of())
        : Section.chart(
            id,
            title,
            guide + " A place is known for %,d of %s.".formatted(placed, counted(addresses)),
            chart);
  }

  /** Why there is no map, and what gives one. */
  static String unknown(long addresses) {
    return "No map: a place is known for 0 of %s, which are private or in no database of places that is"
            .formatted(counted(addresses))
        + " set under enrichment in conf/hawkshaw.yml.";
  }

  private static String counted(long addresses) {
    return addresses == 1 ? "1 address" : "%,d addresses".formatted(addresses);
  }

  /** Where the calls of an investigation came from. */
  static Section of(CaseFile file, String id, String title, String guide) {
    List<Row> calls =
        file.part(Part.CALLS).stream().filter(call -> call.getAs("ip") != null).toList();
    return section(
        id,
        title,
        guide,
        chart(file),
        addresses(calls),
        addresses(calls.stream().filter(Places::isPlaced).toList()));
  }

  private static long addresses(List<Row> calls) {
    return calls.stream().map(call -> call.<String>getAs("ip")).distinct().count();
  }

  /** Whether a row tells where on a map it belongs. */
  static boolean isPlaced(Row row) {
    return row.getAs("latitude") != null && row.getAs("longitude") != null;
  }

  private static ObjectNode chart(CaseFile file) {
    Map<String, List<Row>> byPlace = new TreeMap<>();
    for (Row call : file.part(Part.CALLS)) {
      if (isPlaced(call)) {
        String at = call.getAs("latitude") + " " + call.getAs("longitude");
        byPlace.computeIfAbsent(at, place -> new ArrayList<>()).add(call);
      }
    }
    Set<String> fresh = newAddresses(file);
    ObjectNode chart = JsonNodeFactory.instance.objectNode();
    chart.put("kind", "map");
    ArrayNode points = chart.putArray("points");
    for (List<Row> calls : byPlace.values()) {
      Row first = calls.get(0);
      boolean isNew = calls.stream().anyMatch(call -> fresh.contains(call.<String>getAs("ip")));
      points.add(
          point(
              label(first),
              first,
              isNew,
              calls.stream().mapToLong(call -> call.<Long>getAs("calls")).sum(),
              calls.stream().map(call -> call.<String>getAs("ip")).distinct().toList()));
    }
    return chart;
  }

  private static Set<String> newAddresses(CaseFile file) {
    Set<String> addresses = new HashSet<>();
    for (Row indicator : file.indicators()) {
      if (indicator.<String>getAs("indicator_type").equals("NEW_GEOLOCATION")) {
        JsonNode detail = InvestigationJson.detail(indicator).elements().next();
        addresses.add(detail.path("IpAddress").asText());
      }
    }
    return addresses;
  }

  static String label(Row place) {
    String city = place.getAs("city");
    String country = place.getAs("country");
    return city == null ? String.valueOf(country) : city + ", " + country;
  }

  /** A point of a map. */
  static ObjectNode point(String label, Row place, boolean isNew, long calls, List<String> lines) {
    ObjectNode point = JsonNodeFactory.instance.objectNode();
    point
        .put("label", label)
        .put("latitude", place.<Double>getAs("latitude"))
        .put("longitude", place.<Double>getAs("longitude"))
        .put("isNew", isNew)
        .put("calls", calls);
    ArrayNode told = point.putArray("lines").add("%,d calls".formatted(calls));
    lines.stream().limit(10).forEach(told::add);
    return point;
  }
}
