package io.hawkshaw.generate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An API operation with an ordinary request, and the error that some calls of it meet. Null stands
 * for a request without parameters and for an operation that does not fail.
 */
record Operation(String service, String name, String request, String error) {
  private static final Pattern READS =
      Pattern.compile(
          "(Get|List|Describe|Lookup|Head|Search|Decrypt|GenerateDataKey|AssumeRole|BatchGet).*");
  private static final Set<String> GLOBAL_SERVICES =
      Set.of("iam", "organizations", "signin", "route53", "cloudfront");
  private static final Pattern COLUMNS = Pattern.compile("\\s*\\|\\s*");

  static Operation of(String operation) {
    int colon = operation.indexOf(':');
    return new Operation(operation.substring(0, colon), operation.substring(colon + 1), null, null);
  }

  /** Reads lines of {@code service:Name | request | error}; the last two may be left away. */
  static List<Operation> table(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(Operation::line).toList();
  }

  private static Operation line(String line) {
    List<String> columns = List.of(COLUMNS.split(line.strip(), 3));
    Operation operation = of(columns.get(0));
    String request = columns.size() > 1 && !columns.get(1).equals("-") ? columns.get(1) : null;
    String error = columns.size() > 2 ? columns.get(2) : null;
    return new Operation(operation.service, operation.name, request, error);
  }

  String eventSource() {
    return service + ".amazonaws.com";
  }

  /** The same operation on things of the account, whose names stand in the request as ${kind}. */
  Operation on(Map<String, String> things) {
    String filled = request == null ? null : Json.text(Json.fill(request, things));
    return new Operation(service, name, filled, error);
  }

  /** The same operation without the request, which the caller gives. */
  Operation bare() {
    return new Operation(service, name, null, error);
  }

  /** Services without Regions are recorded in us-east-1. */
  boolean isGlobal() {
    return GLOBAL_SERVICES.contains(service);
  }

  boolean isRead() {
    return READS.matcher(name).matches();
  }
}
