package io.hawkshaw.run;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The settings as an operator writes them, and where in the file a mistake is. */
final class SettingsFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private SettingsFile() {}

  static Settings read(Path file) {
    String text = "";
    try {
      text = Files.readString(file);
      JsonNode read = YAML.readTree(text);
      boolean isEmpty = read.isMissingNode() || read.isNull();
      return isEmpty ? Settings.defaults() : YAML.readValue(text, Settings.class);
    } catch (UnrecognizedPropertyException e) {
      List<String> known =
          e.getKnownPropertyIds() == null
              ? List.of()
              : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      throw UserError.unknownKey(where(file, lineOfKey(text, e), e), e.getPropertyName(), known);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof UserError mistake) {
        throw mistake;
      }
      throw UserError.unreadableSettings(where(file, line(e.getLocation()), e), oneLine(e), e);
    } catch (JsonProcessingException e) {
      throw UserError.unreadableSettings(file.toString(), oneLine(e), e);
    } catch (NoSuchFileException e) {
      throw UserError.unreadableSettings(file.toString(), "there is no such file", e);
    } catch (IOException e) {
      throw UserError.unreadableSettings(file.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The message of a YAML parser draws the spot below the words. */
  private static String oneLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String where(Path file, String line, JsonMappingException e) {
    String group =
        e.getPath().stream()
            .limit(Math.max(0, e.getPath().size() - 1L))
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("."));
    return file + line + (group.isEmpty() ? "" : " (" + group + ")");
  }

  private static String line(JsonLocation location) {
    return location == null ? "" : ":" + location.getLineNr();
  }

  /** Jackson tells of an unknown key when it has read on, so the key is looked for again. */
  private static String lineOfKey(String text, UnrecognizedPropertyException e) {
    String key =
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("/", "/", ""));
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().pathAsPointer().toString().equals(key)) {
          return line(parser.currentTokenLocation());
        }
      }
      return "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
