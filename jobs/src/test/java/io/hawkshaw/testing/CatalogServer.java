package io.hawkshaw.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A catalog with one Iceberg table, on this machine alone, that answers as Iceberg's REST protocol
 * and as AWS Glue do, as far as reading goes.
 *
 * <p>https://github.com/apache/iceberg/blob/main/open-api/rest-catalog-open-api.yaml,
 * https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html
 */
public final class CatalogServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String database;
  private final String table;
  private final URI metadata;

  private CatalogServer(HttpServer server, String database, String table, URI metadata) {
    this.server = server;
    this.database = database;
    this.table = table;
    this.metadata = metadata;
  }

  /**
   * A server that answers.
   *
   * @param metadata the metadata file of the table
   */
  public static CatalogServer start(String database, String table, URI metadata)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CatalogServer server = new CatalogServer(http, database, table, metadata);
    http.createContext("/v1/", exchange -> answer(exchange, server.rest(exchange)));
    http.createContext("/", exchange -> answer(exchange, server.glue(exchange)));
    http.start();
    return server;
  }

  /** Where it listens. */
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private JsonNode rest(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ObjectNode answer = JSON.createObjectNode();
    if (path.endsWith("/config")) {
      answer.putObject("defaults");
      answer.putObject("overrides");
    } else if (path.endsWith("/tables")) {
      ObjectNode identifier = answer.putArray("identifiers").addObject();
      identifier.putArray("namespace").add(database);
      identifier.put("name", table);
    } else if (path.endsWith("/" + database + "/tables/" + table)) {
      answer.put("metadata-location", metadata.toString());
      answer.set("metadata", JSON.readTree(Files.readString(Path.of(metadata))));
      answer.putObject("config");
    } else {
      return null;
    }
    return answer;
  }

  private JsonNode glue(HttpExchange exchange) {
    String action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    ObjectNode answer = JSON.createObjectNode();
    if ("AWSGlue.GetDatabase".equals(action)) {
      answer.putObject("Database").put("Name", database);
    } else if ("AWSGlue.GetTables".equals(action)) {
      answer.putArray("TableList").add(glueTable());
    } else if ("AWSGlue.GetTable".equals(action)) {
      answer.set("Table", glueTable());
    } else {
      return null;
    }
    return answer;
  }

  private ObjectNode glueTable() {
    ObjectNode described =
        JSON.createObjectNode()
            .put("Name", table)
            .put("DatabaseName", database)
            .put("TableType", "EXTERNAL_TABLE");
    described
        .putObject("Parameters")
        .put("table_type", "ICEBERG")
        .put("metadata_location", metadata.toString());
    return described;
  }

  private static void answer(HttpExchange exchange, JsonNode body) throws IOException {
    try (InputStream request = exchange.getRequestBody()) {
      request.readAllBytes();
    }
    byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsString(body).getBytes(UTF_8);
    boolean isBodyless = exchange.getRequestMethod().equals("HEAD") || body == null;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(body == null ? 404 : 200, isBodyless ? -1 : bytes.length);
    if (!isBodyless) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
