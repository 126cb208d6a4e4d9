package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import io.hawkshaw.run.Version;
import io.hawkshaw.udfs.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page in one file: text, tables and charts, with all that they need inside. Whatever is put in
 * stays text: the template escapes it, and the data for the scripts holds no sign of HTML.
 *
 * @param kind what the page is: IAM investigation
 * @param title what it is about
 * @param severity severity, or null
 * @param facts what stands at its head
 * @param sections its parts
 */
record Page(String kind, String title, String severity, List<Fact> facts, List<Section> sections) {
  private static final ObjectMapper JSON = mapper();
  private static final DefaultMustacheFactory TEMPLATES =
      new DefaultMustacheFactory("io/hawkshaw/report");
  private static final Mustache TEMPLATE = TEMPLATES.compile("page.mustache");
  private static final Mustache FRAME = TEMPLATES.compile("frame.mustache");
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/" + Version.ECHARTS + "/echarts.min.js";

  /** The page as HTML. */
  String html() {
    Map<String, Object> scope = scope(sections);
    scope.put("kind", kind);
    scope.put("title", Printable.of(title));
    scope.put("hasSeverity", severity != null);
    scope.put("severity", severity == null ? "" : severity);
    scope.put("facts", facts.stream().map(Fact::scope).toList());
    scope.put("version", Version.CURRENT);
    return filled(TEMPLATE, scope);
  }

  /** A chart or a table alone, as a page that stands within another. */
  static String frame(Section section) {
    return filled(FRAME, scope(List.of(section)));
  }

  private static String filled(Mustache template, Map<String, Object> scope) {
    StringWriter html = new StringWriter();
    template.execute(html, scope);
    return html.toString();
  }

  /** What any page needs of its sections: their text, their data, and what draws them. */
  private static Map<String, Object> scope(List<Section> sections) {
    ObjectNode data = JSON.createObjectNode();
    ObjectNode charts = data.putObject("charts");
    ObjectNode tables = data.putObject("tables");
    boolean hasMap = false;
    for (Section section : sections) {
      if (section.chart() != null) {
        charts.set(section.id(), section.chart());
        hasMap |= section.chart().path("kind").asText().equals("map");
      }
      if (section.table() != null) {
        tables.set(section.id(), section.table());
      }
    }
    if (hasMap) {
      data.set("world", parse(resource("/io/hawkshaw/report/world.json")));
    }
    Map<String, Object> scope = new TreeMap<>();
    scope.put("sections", sections.stream().map(Section::scope).toList());
    scope.put("style", resource("/io/hawkshaw/report/page.css"));
    scope.put("script", resource("/io/hawkshaw/report/page.js"));
    scope.put("charts", charts.isEmpty() ? "" : resource(ECHARTS));
    scope.put("data", text(data));
    return scope;
  }

  /** A name and a value. */
  record Fact(String name, String value) {
    Map<String, Object> scope() {
      return Map.of("name", name, "value", value == null ? "" : Printable.of(value));
    }
  }

  /** JSON without any sign that begins or ends something in HTML. */
  private static ObjectMapper mapper() {
    ObjectMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new NoMarkup());
    return mapper;
  }

  private static final class NoMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char sign : new char[] {'<', '>', '&', '\''}) {
        codes[sign] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      // Line and paragraph separators end lines of scripts.
      return character == 0x2028 || character == 0x2029
          ? new SerializedString("\\u%04x".formatted(character))
          : null;
    }
  }

  private static String text(JsonNode data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree has a JSON form", e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is shipped is JSON", e);
    }
  }

  private static String resource(String path) {
    try (InputStream in = Page.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
