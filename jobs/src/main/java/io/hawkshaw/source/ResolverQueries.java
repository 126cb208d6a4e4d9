package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.JsonRecords.Piece;
import io.hawkshaw.source.LogSubscription.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Route 53 Resolver query logs: JSON lines, as Resolver writes them to S3, or the log events of a
 * CloudWatch Logs subscription.
 *
 * <p>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html
 */
final class ResolverQueries implements RawFormat {
  private static final long serialVersionUID = 1L;

  /** What the DNS Firewall does to a query on which it says something. */
  private static final Set<String> FIREWALL_ACTIONS = Set.of("ALERT", "BLOCK");

  /** Bound for hostile input; a real answer fits a DNS message of 64 KiB. */
  private static final int MAX_ANSWERS = 4096;

  @Override
  public StructType words() {
    return DnsQueries.QUERY;
  }

  @Override
  public Column id() {
    return DnsQueries.id();
  }

  @Override
  public Column toRecord() {
    return DnsQueries.query();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    JsonRecords pieces =
        new JsonRecords(unpacked, Set.of(LogSubscription.LOG_EVENTS), limits.maxRecordBytes());
    return LogSubscription.read(pieces, new Queries(file));
  }

  private record Queries(InputFile file) implements LogSubscription.Reader {
    @Override
    public boolean isRecord(Envelope envelope) {
      return true;
    }

    @Override
    public Outcome parse(Piece piece, RawRules.Opener record, Envelope envelope)
        throws IOException {
      Query query = Query.read(record);
      String told = query.text("query_timestamp");
      if (told == null) {
        return JsonOutcomes.refused(piece, "no query_timestamp");
      }
      if (query.text("query_name") == null) {
        return JsonOutcomes.refused(piece, "no query_name");
      }
      Instant time;
      Integer port;
      try {
        time = Instant.parse(told);
        port = query.text("srcport") == null ? null : Integer.valueOf(query.text("srcport"));
      } catch (DateTimeException e) {
        return JsonOutcomes.refused(piece, "query_timestamp is no time: " + told);
      } catch (NumberFormatException e) {
        return JsonOutcomes.refused(piece, "srcport is no number: " + query.text("srcport"));
      }
      String account = query.first("account_id", envelope.owner(), file.account());
      String region = query.first("region", file.region());
      return new Outcome.Parsed(
          piece.position(),
          null,
          time,
          account,
          region,
          query.row(time, account, region, port),
          () -> piece.text(Scan.RAW_BYTES));
    }
  }

  /** What the night wants of one record. */
  private record Query(Map<String, String> values, List<String> answers) {

    static Query read(RawRules.Opener record) throws IOException {
      try (JsonParser parser = record.open()) {
        return read(parser);
      }
    }

    private static Query read(JsonParser parser) throws IOException {
      Query query = new Query(new HashMap<>(), new ArrayList<>());
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("answers") && token == JsonToken.START_ARRAY) {
          query.readAnswers(parser);
        } else if (name.equals("srcids") || token.isScalarValue()) {
          FlatJson.flatten(parser, name, query.values);
        } else {
          parser.skipChildren();
        }
      }
      return query;
    }

    private void readAnswers(JsonParser parser) throws IOException {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Map<String, String> answer = new HashMap<>();
        FlatJson.flatten(parser, "", answer);
        if (answers.size() < MAX_ANSWERS) {
          answers.add(answer.get("Rdata"));
        }
      }
    }

    String text(String name) {
      String value = values.get(name);
      return value == null || value.isEmpty() ? null : value;
    }

    String first(String name, String... others) {
      String value = text(name);
      for (int i = 0; value == null && i < others.length; i++) {
        value = others[i];
      }
      return value;
    }

    Row row(Instant time, String account, String region, Integer port) {
      return RowFactory.create(
          Timestamp.from(time),
          account,
          region,
          vpc(),
          text("srcids.instance"),
          text("srcaddr"),
          port,
          text("transport"),
          text("query_name"),
          text("query_type"),
          upper("rcode"),
          answers.toArray(String[]::new),
          firewallAction());
    }

    /** A query that came by a Route 53 Profile names its VPC as a resource. */
    private String vpc() {
      String resource = text("resource_id");
      boolean isVpc = resource != null && resource.startsWith("vpc-");
      return first("vpc_id", isVpc ? resource : null);
    }

    private String upper(String name) {
      String value = text(name);
      return value == null ? null : value.toUpperCase(Locale.ROOT);
    }

    private String firewallAction() {
      String action = upper("firewall_rule_action");
      return action != null && FIREWALL_ACTIONS.contains(action) ? action : null;
    }
  }
}
