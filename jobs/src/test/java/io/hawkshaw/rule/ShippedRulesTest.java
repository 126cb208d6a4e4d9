package io.hawkshaw.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.rule.RuleTests.Case;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules that are shipped are whole. */
final class ShippedRulesTest {
  private static final Rulebook RULES = RuleTests.shipped();

  @Test
  void allOfThemAreRead() {
    assertThat(RULES.problems()).isEmpty();
    assertThat(RULES.others()).isZero();
    assertThat(RULES.rules()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(RULES.correlations()).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void eachHasAnEventThatMatchesAndANearMiss() {
    Map<String, Set<Boolean>> kinds =
        RuleTests.cases().stream()
            .collect(
                groupingBy(
                    Case::rule, java.util.stream.Collectors.mapping(Case::isMatch, toSet())));
    assertThat(RULES.rules())
        .allSatisfy(
            rule ->
                assertThat(kinds.get(rule.facts().id())).containsExactlyInAnyOrder(true, false));
  }

  @Test
  void eachSaysWhatItIs() {
    assertThat(RULES.facts())
        .allSatisfy(
            facts -> {
              assertThat(facts.name()).isNotBlank();
              assertThat(facts.description()).isNotBlank();
              assertThat(facts.falsePositives()).isNotEmpty();
              assertThat(facts.attack().tactics()).isNotEmpty();
              assertThat(facts.attack().techniques()).isNotEmpty();
            });
  }

  @Test
  void theyCoverManyTechniques() {
    List<String> techniques =
        RULES.facts().stream()
            .flatMap(facts -> facts.attack().techniques().stream())
            .distinct()
            .toList();
    assertThat(techniques).hasSizeGreaterThanOrEqualTo(45);
  }
}
