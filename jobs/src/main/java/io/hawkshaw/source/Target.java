package io.hawkshaw.source;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * @param account AWS account that owns a bucket, whose name does not tell it; null where the record
 *     does not, and for all else
 */
record Target(String type, String name, String sample, String account) {
  private static final String ANY_SERVICE = "*";
  private static final int MAX_NAME = 512;

  /** Behind the ARN of a log group. */
  private static final String ALL_STREAMS = ":*";

  private static final String OBJECT = "AWS::S3::Object";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String ACCESS_POINT = "accesspoint/";

  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String INSTANCE = "AWS::EC2::Instance";

  /** A function by its name, with its account, or by its ARN; each with a version or alias. */
  private static final Pattern FUNCTION_NAME =
      Pattern.compile(
          "(?:arn:[^:]+:lambda:[^:]*:)?(?:[0-9]{12}:)?(?:function:)?([A-Za-z0-9_-]+)(:.*)?");

  private static final Splitter ACCOUNTS = Splitter.on(',').omitEmptyStrings();
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

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
   * The {@code resources} of a record, each member joined by commas; null where it is not there.
   *
   * @param arns ARNs
   * @param types types
   * @param accounts accounts that own them: of an object none stands there, but that of its bucket
   */
  record Resources(String arns, String types, String accounts) {
    static final Resources NONE = new Resources(null, null, null);

    /** The account that owns all of them; null where none is told, or several are. */
    private String owner() {
      if (accounts == null) {
        return null;
      }
      Set<String> owners = ACCOUNTS.splitToStream(accounts).collect(Collectors.toUnmodifiableSet());
      String owner = owners.size() == 1 ? owners.iterator().next() : "";
      return ACCOUNT.matcher(owner).matches() ? owner : null;
    }
  }

  /**
   * Finds the target of a call.
   *
   * @param service event source, as {@code s3.amazonaws.com}
   * @param account account that owns the record, for the ARNs of IAM
   * @param request request parameters, flattened
   * @param response response elements, flattened
   * @param resources what the record lists itself
   * @return the target, or null where the call names none
   */
  static Target of(
      String service,
      String account,
      Map<String, String> request,
      Map<String, String> response,
      Resources resources) {
    String name = service == null ? "" : service.replace(".amazonaws.com", "");
    Target found = find(RULES.get(name), account, request, response);
    if (found == null) {
      found = find(RULES.get(ANY_SERVICE), account, request, response);
    }
    if (found == null) {
      found = ofResources(resources.arns(), resources.types(), account);
    }
    return found != null && BUCKET.equals(found.type())
        ? new Target(found.type(), found.name(), found.sample(), resources.owner())
        : found;
  }

  /**
   * Names of the parameters that may name the target of a service's call, or a finer sample of it.
   *
   * @param service event source, as {@code s3.amazonaws.com}
   */
  static Set<String> requestParameters(String service) {
    return requestParameters(lines(service)).collect(toUnmodifiableSet());
  }

  /** Names of the response elements that may name the target of a service's call. */
  static Set<String> responseElements(String service) {
    return responseElements(lines(service)).collect(toUnmodifiableSet());
  }

  /** Paths of the request parameters that some line asks for. */
  static List<String> requestParameters() {
    return requestParameters(lines()).distinct().toList();
  }

  /** Paths of the response elements that some line asks for. */
  static List<String> responseElements() {
    return responseElements(lines()).distinct().toList();
  }

  private static Stream<String> requestParameters(Stream<Rule> lines) {
    return lines
        .flatMap(rule -> Stream.of(rule.isInResponse() ? "" : rule.parameter(), rule.sample()))
        .filter(path -> !path.isEmpty());
  }

  private static Stream<String> responseElements(Stream<Rule> lines) {
    return lines.filter(Rule::isInResponse).map(Rule::parameter);
  }

  private static Stream<Rule> lines(String service) {
    return Stream.of(service.replace(".amazonaws.com", ""), ANY_SERVICE)
        .flatMap(name -> RULES.getOrDefault(name, List.of()).stream());
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
                ? finer(rule.type(), first, value)
                : bounded(request.get(rule.sample()));
        return new Target(rule.type(), name(rule.type(), first, account), sample, null);
      }
    }
    return null;
  }

  /**
   * The first resource. Of an object the bucket is taken, which its own ARN names: the rest of the
   * list cannot be told from the object's key, in which commas and whole ARNs may stand.
   */
  private static Target ofResources(String arns, String types, String account) {
    // Resources without an ARN, as those of a listing, leave a gap.
    String named = arns == null ? "" : CharMatcher.is(',').trimLeadingFrom(arns);
    if (named.isBlank()) {
      return null;
    }
    String type = types == null || types.isBlank() ? null : first(types);
    if (OBJECT.equals(type)) {
      return new Target(BUCKET, bounded(bucketOf(named)), null, null);
    }
    return new Target(type, name(String.valueOf(type), first(named), account), null, null);
  }

  /** The bucket or access point of an object: {@code arn:aws:s3:::bucket/key}. */
  private static String bucketOf(String object) {
    String[] parts = object.split(":", 6);
    String path = parts.length < 6 ? object : parts[5];
    String behind = path.startsWith(ACCESS_POINT) ? path.substring(ACCESS_POINT.length()) : path;
    int slash = behind.indexOf('/');
    return slash < 0 ? first(behind) : behind.substring(0, slash);
  }

  /** The canonical name: an ARN for IAM, else the last name without the version behind it. */
  private static String name(String type, String value, String account) {
    if (type.startsWith("AWS::IAM::") && !type.equals("AWS::IAM::AccessKey")) {
      return bounded(iamArn(type, value, account));
    }
    Matcher function = FUNCTION_NAME.matcher(value);
    if (type.equals(FUNCTION) && function.matches()) {
      return bounded(function.group(1));
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
    if (resource.startsWith("alias/")) {
      return bounded(resource);
    }
    int end = resource.endsWith(ALL_STREAMS) ? resource.length() - 2 : resource.length();
    return bounded(resource.substring(behindKind(resource), end));
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

  /** The version of a function; all instances where a call names several. */
  private static String finer(String type, String first, String all) {
    if (type.equals(INSTANCE) && all.length() > first.length()) {
      return bounded(all);
    }
    boolean isFiner = type.equals(FUNCTION) && first.indexOf(':') >= 0;
    return isFiner ? bounded(first) : null;
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
