package io.hawkshaw.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A node of a YAML document that knows its line. Scalars stay the texts that they were written as:
 * {@code MFAUsed: No} asks for No, whatever YAML makes of it.
 */
record YamlNode(Node node) {

  /** The documents of a text. */
  static List<YamlNode> documents(String text) throws BrokenRule {
    List<YamlNode> documents = new ArrayList<>();
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      for (Node node : yaml.composeAll(new java.io.StringReader(text))) {
        documents.add(new YamlNode(node));
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new BrokenRule(line, "no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new BrokenRule(1, "no YAML: " + e.getMessage());
    }
    return documents;
  }

  /** Line in the file, from 1. */
  int line() {
    return node.getStartMark().getLine() + 1;
  }

  BrokenRule broken(String reason) {
    return new BrokenRule(line(), reason);
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The scalar as it was written. */
  String text() throws BrokenRule {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return scalar.getValue();
    }
    throw broken("a single value is expected here");
  }

  /** The elements of a list, or the node alone where it is none. */
  List<YamlNode> elements() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(YamlNode::new).toList()
        : List.of(this);
  }

  /** The entries of a map in their order. */
  Map<String, YamlNode> entries() throws BrokenRule {
    if (!(node instanceof MappingNode map)) {
      throw broken("a map is expected here");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      YamlNode key = new YamlNode(entry.getKeyNode());
      if (entries.put(key.text(), new YamlNode(entry.getValueNode())) != null) {
        throw key.broken("'%s' stands here twice".formatted(key.text()));
      }
    }
    return entries;
  }

  Optional<YamlNode> find(String key) throws BrokenRule {
    return Optional.ofNullable(entries().get(key)).filter(value -> !value.isNull());
  }

  YamlNode required(String key) throws BrokenRule {
    return find(key).orElseThrow(() -> broken("no '%s'".formatted(key)));
  }

  /** The texts of a value that is one or a list of them; none where the key is not there. */
  List<String> texts(String key) throws BrokenRule {
    List<String> texts = new ArrayList<>();
    Optional<YamlNode> value = find(key);
    if (value.isPresent()) {
      for (YamlNode element : value.get().elements()) {
        texts.add(element.text());
      }
    }
    return texts;
  }

  /** A plain Java value: maps, lists, texts, null. */
  Object plain() throws BrokenRule {
    if (isNull()) {
      return null;
    }
    if (isMap()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      for (Map.Entry<String, YamlNode> entry : entries().entrySet()) {
        plain.put(entry.getKey(), entry.getValue().plain());
      }
      return plain;
    }
    if (isList()) {
      List<Object> plain = new ArrayList<>();
      for (YamlNode element : elements()) {
        plain.add(element.plain());
      }
      return plain;
    }
    return text();
  }
}
