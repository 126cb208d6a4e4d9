package io.hawkshaw.report;

import io.hawkshaw.udfs.Printable;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.spark.sql.Row;

/**
 * A finding group as a graph for other tools, in GraphML: findings, evidence and entities are
 * nodes; links between members and what each involves are edges.
 *
 * <p>http://graphml.graphdrawing.org/specification.html
 */
final class GraphMl {
  private static final List<String> NODE_KEYS =
      List.of("kind", "type", "title", "severity", "first_time", "last_time");
  private static final List<String> EDGE_KEYS = List.of("relation", "reason", "weight");

  private final XMLStreamWriter xml;

  private GraphMl(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(GroupReport report, Writer out) throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
    new GraphMl(xml).write(report.members().collectAsList(), report.links().collectAsList());
    xml.close();
  }

  private void write(List<Row> members, List<Row> links) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("graphml");
    xml.writeDefaultNamespace("http://graphml.graphdrawing.org/xmlns");
    for (String key : NODE_KEYS) {
      key("node", key, "string");
    }
    for (String key : EDGE_KEYS) {
      key("edge", key, key.equals("weight") ? "double" : "string");
    }
    xml.writeStartElement("graph");
    xml.writeAttribute("edgedefault", "directed");
    for (Row member : members) {
      node(member);
    }
    for (Row member : members) {
      if (!isEntity(member)) {
        for (Row one : member.<Row>getList(member.fieldIndex("entities"))) {
          edge(id(member), entity(one.getString(0), one.getString(1)));
          data("relation", "involves");
          data("reason", one.getString(2));
          xml.writeEndElement();
        }
      }
    }
    for (Row link : links) {
      if (link.getAs("to_member") != null) {
        edge(link.getAs("from_member"), link.getAs("to_member"));
        data("relation", "linked_to");
        data("reason", link.getAs("reason"));
        data("weight", String.valueOf(link.<Double>getAs("weight")));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void key(String of, String name, String type) throws XMLStreamException {
    xml.writeEmptyElement("key");
    xml.writeAttribute("id", name);
    xml.writeAttribute("for", of);
    xml.writeAttribute("attr.name", name);
    xml.writeAttribute("attr.type", type);
  }

  private void node(Row member) throws XMLStreamException {
    xml.writeStartElement("node");
    xml.writeAttribute("id", legal(id(member)));
    data("kind", member.getAs("member_type"));
    data("type", isEntity(member) ? member.getAs("entity_type") : member.getAs("type"));
    data("title", member.getAs("title"));
    data("severity", member.getAs("severity"));
    data("first_time", Cells.text(member.getAs("first_time")));
    data("last_time", Cells.text(member.getAs("last_time")));
    xml.writeEndElement();
  }

  private void edge(String from, String to) throws XMLStreamException {
    xml.writeStartElement("edge");
    xml.writeAttribute("source", legal(from));
    xml.writeAttribute("target", legal(to));
  }

  private void data(String key, String text) throws XMLStreamException {
    if (text != null) {
      xml.writeStartElement("data");
      xml.writeAttribute("key", key);
      xml.writeCharacters(legal(text));
      xml.writeEndElement();
    }
  }

  private static boolean isEntity(Row member) {
    return member.getAs("member_type").equals("entity");
  }

  /** One id may be that of entities of two types. */
  private static String id(Row member) {
    return isEntity(member)
        ? entity(member.getAs("entity_type"), member.getAs("member"))
        : member.getAs("member");
  }

  private static String entity(String type, String id) {
    return type + " " + id;
  }

  /** XML has no form at all for most control characters, so that they are shown. */
  private static String legal(String text) {
    return Printable.of(text);
  }
}
