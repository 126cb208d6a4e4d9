package io.hawkshaw.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.hawkshaw.run.LogRules;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Asks rules of the records of Security Lake, whose fields are put back where the log has them:
 * from columns of OCSF, from request and response as JSON, and from what was laid flat. None of it
 * is looked at where service and operation rule all rules out. It is public because generated code
 * calls it.
 */
public final class OcsfRules implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  /** What is remembered of pairs of service and operation, which an attacker may invent. */
  private static final int MAX_PAIRS = 20_000;

  /** Fields that older files of source version 1 keep whole, as JSON. */
  private static final Set<String> BODIES =
      Set.of("requestParameters", "responseElements", "additionalEventData");

  private final LogRules rules;
  private final String[] paths;
  private transient RuleFields fields;
  private transient Map<UTF8String, Map<UTF8String, Boolean>> known;
  private transient int pairs;

  private OcsfRules(LogRules rules, List<String> paths) {
    this.rules = rules;
    this.paths = paths.toArray(String[]::new);
  }

  /**
   * What a call was given and what it gave, as JSON.
   *
   * @param request request parameters
   * @param response response elements
   */
  record Bodies(Column request, Column response) {
    /** For a log that keeps none as JSON. */
    static final Bodies NONE = new Bodies(lit(null).cast("string"), lit(null).cast("string"));
  }

  /**
   * Ids of the rules that a record matches; null for none.
   *
   * @param first column of the first of the fields that rule most rules out
   * @param second column of the second
   * @param named columns, each an array of texts, by the paths of the fields that they are
   * @param bodies columns of texts
   */
  static Column of(
      LogRules rules, Column first, Column second, Map<String, Column> named, Bodies bodies) {
    if (rules.isEmpty()) {
      return lit(null).cast("array<string>");
    }
    RuleFields wanted = new RuleFields(rules.fields());
    List<String> paths = named.keySet().stream().filter(wanted::isWanted).sorted().toList();
    OcsfRules asked = new OcsfRules(rules, paths);
    // A struct has one field at least.
    Column values =
        paths.isEmpty()
            ? struct(lit(true))
            : struct(paths.stream().map(named::get).toArray(Column[]::new));
    Column matching =
        Invoked.of(
            asked,
            "matching",
            DataTypes.createArrayType(DataTypes.StringType),
            first,
            second,
            values,
            bodies.request(),
            bodies.response(),
            col("unmapped"));
    return when(Invoked.of(asked, "mayMatch", DataTypes.BooleanType, first, second), matching);
  }

  /** A column that is one text, as one of the named. */
  static Column one(Column text) {
    return when(text.isNotNull(), array(text.cast("string")));
  }

  /** Called by Spark: whether any rule may match. */
  public boolean mayMatch(UTF8String first, UTF8String second) {
    if (first == null || second == null) {
      return rules.mayMatch(text(first), text(second));
    }
    if (known == null) {
      known = new HashMap<>();
    }
    Map<UTF8String, Boolean> ofFirst = known.get(first);
    Boolean answer = ofFirst == null ? null : ofFirst.get(second);
    if (answer == null) {
      answer = rules.mayMatch(first.toString(), second.toString());
      if (pairs++ < MAX_PAIRS) {
        known.computeIfAbsent(first.clone(), f -> new HashMap<>()).put(second.clone(), answer);
      }
    }
    return answer;
  }

  /** Called by Spark: the ids of the rules that match. */
  public ArrayData matching(
      UTF8String first,
      UTF8String second,
      InternalRow named,
      UTF8String request,
      UTF8String response,
      MapData unmapped) {
    if (fields == null) {
      fields = new RuleFields(rules.fields());
    }
    RuleFields.Values values = fields.values();
    for (int i = 0; i < paths.length; i++) {
      addAll(values, paths[i], named.isNullAt(i) ? null : named.getArray(i));
    }
    addBody(values, "requestParameters", request);
    addBody(values, "responseElements", response);
    if (unmapped != null) {
      addUnmapped(values, unmapped.keyArray(), unmapped.valueArray());
    }
    List<String> found = rules.matching(text(first), text(second), values.all());
    return found.isEmpty() ? null : Invoked.array(found);
  }

  private static void addAll(RuleFields.Values values, String path, ArrayData texts) {
    for (int i = 0; texts != null && i < texts.numElements(); i++) {
      if (!texts.isNullAt(i)) {
        values.add(path, texts.getUTF8String(i).toString());
      }
    }
  }

  private static void addUnmapped(RuleFields.Values values, ArrayData keys, ArrayData texts) {
    for (int i = 0; i < keys.numElements(); i++) {
      if (!texts.isNullAt(i)) {
        String key = keys.getUTF8String(i).toString();
        if (BODIES.contains(key)) {
          addBody(values, key, texts.getUTF8String(i));
        } else {
          values.add(key, texts.getUTF8String(i).toString());
        }
      }
    }
  }

  /** Of half a body, what was read of it counts. */
  private static void addBody(RuleFields.Values values, String path, UTF8String body) {
    if (body == null) {
      return;
    }
    try (JsonParser parser = JSON.createParser(body.getBytes())) {
      values.addJson(path, parser);
    } catch (IOException e) {
      return;
    }
  }

  private static String text(UTF8String value) {
    return value == null ? null : value.toString();
  }
}
