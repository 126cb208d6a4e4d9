package io.hawkshaw.rewrite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts of a story, which are all that a model is given: the sentences of the templates, each
 * under a number in place of the ids that it ends in.
 *
 * @param sentences what is told
 * @param ids ids of the evidence of each
 */
record StoryFacts(List<String> sentences, List<String> ids) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A sentence of a template, and the ids behind it. */
  private static final Pattern CITED = Pattern.compile("^(.*) \\[(.*)\\]\\.$", Pattern.DOTALL);

  static StoryFacts of(List<String> told) {
    List<String> sentences = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (String one : told) {
      Matcher cited = CITED.matcher(one);
      sentences.add(cited.matches() ? cited.group(1) : one);
      ids.add(cited.matches() ? cited.group(2) : "");
    }
    return new StoryFacts(List.copyOf(sentences), List.copyOf(ids));
  }

  int size() {
    return sentences.size();
  }

  /** As data: whatever stands in a name is a value of JSON. */
  String json() {
    ArrayNode facts = JSON.createArrayNode();
    for (int i = 0; i < size(); i++) {
      facts.addObject().put("number", i + 1).put("fact", sentences.get(i));
    }
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts always have a JSON form", e);
    }
  }
}
