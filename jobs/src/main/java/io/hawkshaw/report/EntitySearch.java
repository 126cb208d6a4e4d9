package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.UserError;
import io.hawkshaw.udfs.IpInCidr;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds entities without their whole id: all of a type, by wildcard, by block of addresses. */
public final class EntitySearch {
  private static final Pattern BLOCK = Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}");

  private EntitySearch() {}

  /**
   * The entities that match, one row each, without a limit.
   *
   * @param type name of an {@link EntityType}, or null for all
   * @param pattern what the id, the name or a unique id must be, whatever the case: {@code *}
   *     stands for any signs, {@code ?} for one; or a block of addresses as 192.0.2.0/24; null for
   *     all
   * @throws UserError where no type has the name
   */
  public static Dataset<Row> of(Lake lake, String type, String pattern) {
    return matching(lake, type, pattern).orderBy("entity_type", "entity");
  }

  /**
   * The same with {@code neighbours} and {@code importance}, the most important first.
   *
   * @param days days whose edges count; where it has no bound, the last seven that have any
   * @throws UserError where no type has the name
   * @see EntityImportance
   */
  public static Dataset<Row> byImportance(
      Lake lake, String type, String pattern, EntityPath.Window days) {
    return EntityImportance.sort(matching(lake, type, pattern), lake, days);
  }

  private static Dataset<Row> matching(Lake lake, String type, String pattern) {
    Dataset<Row> entities = lake.read(Table.ENTITIES);
    if (type != null) {
      entities = entities.filter(col("entity_type").equalTo(known(type)));
    }
    if (pattern != null) {
      entities = entities.filter(matches(pattern));
    }
    return entities;
  }

  private static String known(String type) {
    String name = type.toUpperCase(Locale.ROOT);
    List<String> types = Arrays.stream(EntityType.values()).map(EntityType::name).toList();
    if (!types.contains(name)) {
      throw UserError.unknownType(type, types);
    }
    return name;
  }

  private static Column matches(String pattern) {
    if (BLOCK.matcher(pattern).matches()) {
      return col("entity_type")
          .equalTo(EntityType.IP_ADDRESS.name())
          .and(IpInCidr.ipInCidr(col("entity"), lit(pattern)));
    }
    String like = regex(pattern.toLowerCase(Locale.ROOT));
    return lower(col("entity"))
        .rlike(like)
        .or(lower(col("name")).rlike(like))
        .or(lower(col("attributes").getItem("principal_id")).rlike(like));
  }

  private static String regex(String wildcards) {
    StringBuilder regex = new StringBuilder("(?s)^");
    for (int i = 0; i < wildcards.length(); i++) {
      char sign = wildcards.charAt(i);
      regex.append(sign == '*' ? ".*" : sign == '?' ? "." : Pattern.quote(String.valueOf(sign)));
    }
    return regex.append('$').toString();
  }
}
