package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.common.base.Strings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The target of an API call in OCSF: its request and response are collected from where the source
 * version keeps them, then named as for raw CloudTrail.
 *
 * <p>A function of Java since it walks JSON once for all parameters that may name the target, and
 * on Spark's own values since most of a call's many unmapped fields are never looked at: a UDF
 * would have Spark make Java strings of all of them first. It is public because generated code
 * calls it.
 */
public final class OcsfTarget {
  private static final JsonFactory JSON = new JsonFactory();
  private static final StructType TYPE =
      StructType.fromDDL("type STRING, name STRING, sample STRING, account STRING");

  private static final UTF8String REQUEST = UTF8String.fromString("requestParameters");
  private static final UTF8String REQUEST_PREFIX = UTF8String.fromString("requestParameters.");
  private static final UTF8String RESPONSE = UTF8String.fromString("responseElements");
  private static final UTF8String RESPONSE_PREFIX = UTF8String.fromString("responseElements.");
  private static final UTF8String RESOURCE_ARNS = UTF8String.fromString("resources[].ARN");
  private static final UTF8String RESOURCE_TYPES = UTF8String.fromString("resources[].type");
  private static final UTF8String RESOURCE_ACCOUNTS =
      UTF8String.fromString("resources[].accountId");

  /** By event source; there are some hundred of them, and a bound for what an attacker invents. */
  private static final Map<UTF8String, Wanted> WANTED = new ConcurrentHashMap<>();

  private static final int MAX_SERVICES = 1000;

  /** What of a service's calls is looked at: parameters whole, and by their first name. */
  private record Wanted(
      Map<UTF8String, String> request,
      Map<UTF8String, String> response,
      Set<String> requestNames,
      Set<String> responseNames) {

    static Wanted of(UTF8String service) {
      String name = service.toString();
      Set<String> request =
          Stream.concat(
                  Target.requestParameters(name).stream(),
                  Stream.of("roleName", "userName", "roleArn"))
              .collect(Collectors.toSet());
      Set<String> response = Target.responseElements(name);
      return new Wanted(whole(request), whole(response), first(request), first(response));
    }

    private static Map<UTF8String, String> whole(Set<String> names) {
      return names.stream().collect(Collectors.toMap(UTF8String::fromString, name -> name));
    }

    private static Set<String> first(Set<String> names) {
      return names.stream().map(name -> name.split("[.\\[]", 2)[0]).collect(Collectors.toSet());
    }
  }

  private OcsfTarget() {}

  /** Type, name, sample and account of the target; the OCSF columns of the call are at hand. */
  static Column of(Column account) {
    Stream<Column> arguments =
        Stream.of(
            account,
            col("api.service.name"),
            col("api.operation"),
            col("api.request.data"),
            col("api.response.data"),
            col("user.name"),
            col("user.uuid"),
            col("resources.uid"),
            col("resources.type"),
            col("resources.account_uid"),
            col("resources.owner.account.uid"),
            col("unmapped"));
    Expression call =
        new StaticInvoke(
            OcsfTarget.class,
            TYPE,
            "find",
            CollectionConverters.asScala(arguments.map(ExpressionUtils::expression).toList())
                .toSeq(),
            CollectionConverters.<AbstractDataType>asScala(List.of()).toSeq(),
            false,
            true,
            true,
            Option.empty());
    return ExpressionUtils.column(call);
  }

  /** Called by Spark: the fields of a call's target, or null where it names none. */
  public static InternalRow find(
      UTF8String account,
      UTF8String service,
      UTF8String operation,
      UTF8String request,
      UTF8String response,
      UTF8String userName,
      UTF8String userUuid,
      ArrayData resourceArns,
      ArrayData resourceTypes,
      ArrayData resourceAccounts,
      ArrayData resourceOwners,
      MapData unmapped) {
    if (service == null) {
      return null;
    }
    Wanted wanted = wanted(service);
    Parameters found = new Parameters(wanted);
    found.addBody(request, response);
    if (unmapped != null) {
      found.addUnmapped(unmapped.keyArray(), unmapped.valueArray());
    }
    if (operation != null && userName != null) {
      found.restoreNames(operation.toString(), userName.toString(), text(userUuid));
    }
    Target target =
        Target.of(
            service.toString(),
            text(account),
            found.request,
            found.response,
            new Target.Resources(
                joined(resourceArns, found.resourceArns),
                joined(resourceTypes, found.resourceTypes),
                String.join(
                    ",",
                    joined(resourceOwners, ""),
                    joined(resourceAccounts, ""),
                    Strings.nullToEmpty(found.resourceAccounts))));
    return target == null
        ? null
        : new GenericInternalRow(
            new Object[] {
              UTF8String.fromString(target.type()),
              UTF8String.fromString(target.name()),
              UTF8String.fromString(target.sample()),
              UTF8String.fromString(target.account())
            });
  }

  private static Wanted wanted(UTF8String service) {
    Wanted known = WANTED.get(service);
    if (known == null) {
      known = Wanted.of(service);
      if (WANTED.size() < MAX_SERVICES) {
        WANTED.put(service.clone(), known);
      }
    }
    return known;
  }

  private static String text(UTF8String value) {
    return value == null ? null : value.toString();
  }

  private static String joined(ArrayData values, String otherwise) {
    if (values == null || values.numElements() == 0) {
      return otherwise;
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < values.numElements(); i++) {
      all.append(i == 0 ? "" : ",");
      if (!values.isNullAt(i)) {
        all.append(values.getUTF8String(i));
      }
    }
    return all.toString();
  }

  /** The parameters of one call, as far as they may name its target. */
  private static final class Parameters {
    private final Wanted wanted;
    private Map<String, String> request = new HashMap<>();
    private Map<String, String> response = new HashMap<>();
    private String resourceArns;
    private String resourceTypes;
    private String resourceAccounts;

    Parameters(Wanted wanted) {
      this.wanted = wanted;
    }

    /** Source version 2: the bodies as JSON. */
    void addBody(UTF8String requestBody, UTF8String responseBody) {
      if (requestBody != null) {
        request = FlatJson.flatten(JSON, requestBody.getBytes(), wanted.requestNames()::contains);
      }
      if (responseBody != null && !wanted.responseNames().isEmpty()) {
        response =
            FlatJson.flatten(JSON, responseBody.getBytes(), wanted.responseNames()::contains);
      }
    }

    /**
     * Source version 1: dotted keys in its files, whole JSON bodies under one key in older ones.
     */
    void addUnmapped(ArrayData keys, ArrayData values) {
      for (int i = 0; i < keys.numElements(); i++) {
        if (values.isNullAt(i)) {
          continue;
        }
        UTF8String key = keys.getUTF8String(i);
        if (key.startsWith(REQUEST_PREFIX)) {
          add(key, REQUEST_PREFIX, wanted.request(), values.getUTF8String(i), request);
        } else if (key.startsWith(RESPONSE_PREFIX)) {
          add(key, RESPONSE_PREFIX, wanted.response(), values.getUTF8String(i), response);
        } else if (key.equals(REQUEST)) {
          addBody(values.getUTF8String(i), null);
        } else if (key.equals(RESPONSE)) {
          addBody(null, values.getUTF8String(i));
        } else if (key.equals(RESOURCE_ARNS)) {
          resourceArns = values.getUTF8String(i).toString();
        } else if (key.equals(RESOURCE_TYPES)) {
          resourceTypes = values.getUTF8String(i).toString();
        } else if (key.equals(RESOURCE_ACCOUNTS)) {
          resourceAccounts = values.getUTF8String(i).toString();
        }
      }
    }

    private static void add(
        UTF8String key,
        UTF8String prefix,
        Map<UTF8String, String> names,
        UTF8String value,
        Map<String, String> found) {
      int length = prefix.numBytes();
      String name =
          names.get(
              UTF8String.fromAddress(
                  key.getBaseObject(), key.getBaseOffset() + length, key.numBytes() - length));
      if (name != null) {
        found.put(name, value.toString());
      }
    }

    /** Source version 1 moves some parameters into the user that is acted on. */
    void restoreNames(String operation, String name, String arn) {
      if (operation.startsWith("AssumeRole")) {
        if (arn != null) {
          request.putIfAbsent("roleArn", arn);
          request.putIfAbsent("roleSessionName", name);
        }
      } else if (!request.containsKey("roleName") && !request.containsKey("userName")) {
        request.put(operation.contains("Role") ? "roleName" : "userName", name);
      }
    }
  }
}
