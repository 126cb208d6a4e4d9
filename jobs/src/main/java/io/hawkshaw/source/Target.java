package io.hawkshaw.source;

import com.opencsv.CSVReader;
import com.opencsv.exceptions.CsvValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an API call acted on, as an analyst names it: the bucket and not the object, the function
 * and not its version, the role by its ARN.
 *
 * <p>Which parameter of which service names the target stands in {@code targets.csv}; a call that
 * no line fits takes the first resource that CloudTrail lists itself.
 *
 * @param type CloudFormation type
 * @param name name or ARN
 * @param sample the finer name: object key, version, session; null where there is none
 */
record Target(String type, String name, String sample) {
  private static final String ANY_SERVICE = "*";
  private static final int MAX_NAME = 512;

  /** Behind the ARN of a log group. */
  private static final String ALL_STREAMS = ":*";

  private static final Map<String, List<Rule>> RULES = rules();

  /** Before the name of a parameter that stands in the response. */
  private static final String RESPONSE = "response.";

  /** A line of {@code targets.csv}: this parameter of this service names a target of this type. */
  private record Rule(boolean isInResponse, String parameter, String type, String sample) {
    static Rule of(String parameter, String type, String sample) {
      boolean isInResponse = parameter.startsWith(RESPONSE);
      String name = isInResponse ? parameter.substring(RESPONSE.length()) : parameter;
      return new Rule(isInResponse, name, type, sample);
    }
  }

  /**
   * Finds the target of a call.
   *
   * @param service event source, as {@code s3.amazonaws.com}
   * @param account account that owns the record, for the ARNs of IAM
   * @param request request parameters, flattened
   * @param response response elements, flattened
   * @param resourceArns ARNs of the record's {@code resources}, comma-joined, or null
   * @param resourceTypes their types, comma-joined, or null
   * @return the target, or null where the call names none
   */
  static Target of(
      String service,
      String account,
      Map<String, String> request,
      Map<String, String> response,
      String resourceArns,
      String resourceTypes) {
    String name = service == null ? "" : service.replace(".amazonaws.com", "");
    Target found = find(RULES.get(name), account, request, response);
    if (found == null) {
      found = find(RULES.get(ANY_SERVICE), account, request, response);
    }
    return found != null ? found : ofResources(resourceArns, resourceTypes, account);
  }

  /** Paths of the request parameters that some line asks for. */
  static List<String> requestParameters() {
    return lines()
        .flatMap(rule -> Stream.of(rule.isInResponse() ? "" : rule.parameter(), rule.sample()))
        .filter(path -> !path.isEmpty())
        .distinct()
        .toList();
  }

  /** Paths of the response elements that some line asks for. */
  static List<String> responseElements() {
    return lines().filter(Rule::isInResponse).map(Rule::parameter).distinct().toList();
  }

  private static Stream<Rule> lines() {
    return RULES.values().stream().flatMap(List::stream);
  }

  private static Target find(
      List<Rule> rules, String account, Map<String, String> request, Map<String, String> response) {
    if (rules == null) {
      return null;
    }
    for (Rule rule : rules) {
      String value = (rule.isInResponse() ? response : request).get(rule.parameter());
      if (value != null && !value.isBlank()) {
        String first = rule.parameter().contains("[]") ? first(value) : value;
        String sample =
            rule.sample().isEmpty()
                ? finer(rule.type(), first)
                : bounded(request.get(rule.sample()));
        return new Target(rule.type(), name(rule.type(), first, account), sample);
      }
    }
    return null;
  }

  /** CloudTrail lists objects before their bucket: the first that is no part of another wins. */
  private static Target ofResources(String arns, String types, String account) {
    if (arns == null || arns.isBlank()) {
      return null;
    }
    String[] names = arns.split(",", -1);
    String[] kinds = types == null ? new String[0] : types.split(",", -1);
    int chosen = 0;
    while (chosen < names.length - 1
        && chosen < kinds.length
        && kinds[chosen].equals("AWS::S3::Object")) {
      chosen++;
    }
    String type = chosen < kinds.length ? kinds[chosen] : null;
    return new Target(type, name(String.valueOf(type), names[chosen], account), null);
  }

  /** The canonical name: an ARN for IAM, else the last name without the version behind it. */
  private static String name(String type, String value, String account) {
    if (type.startsWith("AWS::IAM::") && !type.equals("AWS::IAM::AccessKey")) {
      return bounded(iamArn(type, value, account));
    }
    if (!value.startsWith("arn:")) {
      return bounded(
          type.equals("AWS::SQS::Queue") ? value.substring(value.lastIndexOf('/') + 1) : value);
    }
    String[] parts = value.split(":", 6);
    if (parts.length < 6) {
      return bounded(value);
    }
    String resource = parts[5];
    if (type.equals("AWS::S3::Object") || resource.startsWith("alias/")) {
      return bounded(resource);
    }
    int end = resource.endsWith(ALL_STREAMS) ? resource.length() - 2 : resource.length();
    int start = behindKind(resource);
    int version = resource.indexOf(':', start);
    if (type.equals("AWS::Lambda::Function") && version > 0) {
      end = version;
    }
    return bounded(resource.substring(start, end));
  }

  /** Where the name begins: behind {@code key/} or {@code secret:}; names hold both signs too. */
  private static int behindKind(String resource) {
    int at = 0;
    while (at < resource.length() && resource.charAt(at) != '/' && resource.charAt(at) != ':') {
      at++;
    }
    return at == resource.length() ? 0 : at + 1;
  }

  /** IAM names are unique in an account; where only the name is known the path is taken as "/". */
  private static String iamArn(String type, String value, String account) {
    if (value.startsWith("arn:") || account == null) {
      return value;
    }
    String kind =
        switch (type) {
          case "AWS::IAM::Role" -> "role";
          case "AWS::IAM::User" -> "user";
          case "AWS::IAM::Group" -> "group";
          case "AWS::IAM::InstanceProfile" -> "instance-profile";
          default -> null;
        };
    return kind == null ? value : "arn:aws:iam::" + account + ":" + kind + "/" + value;
  }

  private static String finer(String type, String value) {
    boolean hasVersion = type.equals("AWS::Lambda::Function") && value.startsWith("arn:");
    return hasVersion ? bounded(value) : null;
  }

  private static String first(String joined) {
    int comma = joined.indexOf(',');
    return comma < 0 ? joined : joined.substring(0, comma);
  }

  private static String bounded(String value) {
    return value == null || value.length() <= MAX_NAME ? value : value.substring(0, MAX_NAME);
  }

  private static Map<String, List<Rule>> rules() {
    Map<String, List<Rule>> rules = new HashMap<>();
    try (InputStream in = Target.class.getResourceAsStream("targets.csv");
        CSVReader lines = new CSVReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readNext(); // Header.
      for (String[] line = lines.readNext(); line != null; line = lines.readNext()) {
        rules
            .computeIfAbsent(line[0], service -> new ArrayList<>())
            .add(Rule.of(line[1], line[2], line[3]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CsvValidationException e) {
      throw new IllegalStateException("targets.csv is part of the program and has four columns", e);
    }
    return rules;
  }
}
