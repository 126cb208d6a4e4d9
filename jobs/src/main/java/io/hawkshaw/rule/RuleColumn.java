package io.hawkshaw.rule;

import static io.hawkshaw.udfs.IpInCidr.ipInCidr;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.rule.Condition.Absent;
import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Any;
import io.hawkshaw.rule.Condition.Not;
import io.hawkshaw.rule.Condition.Or;
import io.hawkshaw.rule.ValueTest.Compared;
import io.hawkshaw.rule.ValueTest.InBlock;
import io.hawkshaw.rule.ValueTest.Regex;
import io.hawkshaw.rule.ValueTest.SameAs;
import io.hawkshaw.rule.ValueTest.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/**
 * A condition as a column: true or false, never null. A field is a column too, an array of texts,
 * null where the event has no such field.
 */
final class RuleColumn {
  /** Numbers as logs write them; what is none is null. */
  private static final String NUMBER = "decimal(38,9)";

  private final Function<String, Column> fields;

  private RuleColumn(Function<String, Column> fields) {
    this.fields = fields;
  }

  /**
   * Compiles a condition.
   *
   * @param fields the column of each field
   */
  static Column of(Condition condition, Function<String, Column> fields) {
    return new RuleColumn(fields).of(condition);
  }

  private Column of(Condition condition) {
    if (condition instanceof And and) {
      return and.parts().stream().map(this::of).reduce(Column::and).orElse(lit(true));
    } else if (condition instanceof Or or) {
      return or.parts().stream().map(this::of).reduce(Column::or).orElse(lit(false));
    } else if (condition instanceof Not inner) {
      return not(of(inner.part()));
    } else if (condition instanceof Absent absent) {
      return fields.apply(absent.field()).isNull();
    }
    Any any = (Any) condition;
    Column holds = exists(fields.apply(any.field()), value -> isAny(any.tests(), value));
    return coalesce(holds, lit(false));
  }

  private Column isAny(List<ValueTest> tests, Column value) {
    return exactTexts(tests, value)
        .orElseGet(
            () -> tests.stream().map(test -> holds(test, value)).reduce(Column::or).orElseThrow());
  }

  /** A list of plain texts, as most are, is looked up at once. */
  private static Optional<Column> exactTexts(List<ValueTest> tests, Column value) {
    boolean isPlain =
        tests.stream()
            .allMatch(
                test -> test instanceof Text text && text.text().isPlain() && !text.isCased());
    if (!isPlain) {
      return Optional.empty();
    }
    return Optional.of(
        lower(value).isin(tests.stream().map(test -> ((Text) test).text().text()).toArray()));
  }

  private Column holds(ValueTest test, Column value) {
    if (test instanceof Text text) {
      return isText(text.text(), text.isCased() ? value : lower(value));
    } else if (test instanceof Regex regex) {
      return value.rlike(regex.pattern());
    } else if (test instanceof InBlock in) {
      return coalesce(ipInCidr(value, lit(in.block())), lit(false));
    } else if (test instanceof Compared compared) {
      return isBeyond(compared, value.try_cast(NUMBER));
    }
    SameAs same = (SameAs) test;
    Column whole = same.isCased() ? value : lower(value);
    Column holds =
        exists(
            fields.apply(same.field()),
            other -> isSame(same.place(), whole, same.isCased() ? other : lower(other)));
    return coalesce(holds, lit(false));
  }

  private static Column isText(SigmaString text, Column value) {
    List<String> literals = text.literals();
    return switch (text.wildcards()) {
      case "" -> value.equalTo(text.text());
      case "*" ->
          text.startsWithAny()
              ? value.endsWith(literals.get(1))
              : text.endsWithAny() ? value.startsWith(literals.get(0)) : value.rlike(text.regex());
      case "**" ->
          text.startsWithAny() && text.endsWithAny()
              ? value.contains(literals.get(1))
              : value.rlike(text.regex());
      default -> value.rlike(text.regex());
    };
  }

  private static Column isBeyond(Compared compared, Column number) {
    Column bound = lit(compared.number());
    Column holds =
        switch (compared.order()) {
          case GT -> number.gt(bound);
          case GTE -> number.geq(bound);
          case LT -> number.lt(bound);
          case LTE -> number.leq(bound);
        };
    return coalesce(holds, lit(false));
  }

  private static Column isSame(ValueTest.Place place, Column value, Column other) {
    return switch (place) {
      case WHOLE -> value.equalTo(other);
      case START -> value.startsWith(other);
      case END -> value.endsWith(other);
      case ANYWHERE -> value.contains(other);
    };
  }
}
