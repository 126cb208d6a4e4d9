package io.hawkshaw.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as they are written, held against events by the interpreter. */
final class RuleReaderTest {
  private static final String HEAD =
      """
      title: t
      id: r
      logsource: {product: aws, service: cloudtrail}
      """;

  private static Rulebook read(String... texts) {
    RuleReader reader = new RuleReader(Map.of("admins", List.of("ada", "gr*")));
    for (int i = 0; i < texts.length; i++) {
      reader.read("file" + i, texts[i]);
    }
    return reader.rulebook();
  }

  /** A rule whose detection follows its head. */
  private static Rulebook rule(String detection) {
    return read(HEAD + "detection:\n" + detection.indent(2));
  }

  /**
   * Whether an event matches a rule.
   *
   * @param selection the entries of its only selection
   * @param event {@code field=value}, several of a field divided by commas
   */
  private static boolean matches(String selection, String... event) {
    Rulebook rules = rule("sel:\n" + selection.indent(2) + "condition: sel");
    assertThat(rules.problems()).isEmpty();
    return new Interpreter(event(event)).holds(rules.rules().get(0).condition());
  }

  private static Map<String, List<String>> event(String... fields) {
    return Stream.of(fields)
        .map(field -> field.split("=", 2))
        .collect(java.util.stream.Collectors.toMap(f -> f[0], f -> List.of(f[1].split(",", -1))));
  }

  private static void assertRefused(String detection, int line, String reason) {
    assertThat(rule(detection).rules()).isEmpty();
    assertThat(rule(detection).problems())
        .containsExactly(new RuleProblem("file0", 4 + line, reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        "a: x => a=X => true",
        "a: x => a=xy => false",
        "a: x* => a=xy => true",
        "a: 'x\\*' => a=xy => false",
        "a: 'x\\*' => a=x* => true",
        "a: 'x\\\\*' => a=x\\y => true",
        "a: 'c:\\x' => a=C:\\X => true",
        "a: x? => a=x => false",
        "a|contains: x => a=axb => true",
        "a|startswith: x => a=ax => false",
        "a|endswith: x => a=ax => true",
        "a|cased: x => a=X => false",
        "a|contains|cased: X => a=aXb => true",
        "a|contains|all: [x, y] => a=yx => true",
        "a|contains|all: [x, y] => a=xx => false",
        "a|all: [x, y] => a=x,y => true",
        "a: [x, y] => a=y => true",
        "a: null => b=x => true",
        "a: null => a=x => false",
        "a: [x, null] => b=x => true",
        "a: '' => a= => true",
        "a: No => a=No => true",
        "a: 007 => a=007 => true",
        "a|exists: true => a=x => true",
        "a|exists: no => a=x => false",
        "a|re: ^x.z$ => a=xyz => true",
        "a|re: x => a=X => false",
        "a|re|i: x => a=X => true",
        "a|cidr: 10.0.0.0/8 => a=10.2.3.4 => true",
        "a|cidr: 10.0.0.0/8 => a=11.2.3.4 => false",
        "a|gt: 5 => a=5 => false",
        "a|gte: 5 => a=5.0 => true",
        "a|lt: 5 => a=x => false",
        "a|lte: -1 => a=-2 => true",
        "a|fieldref: b => a=X;b=x => true",
        "a|fieldref|startswith: b => a=xy;b=x => true",
        "a|fieldref: b => a=x => false",
        "a|expand: '%admins%' => a=grace => true",
        "a|expand: 'x-%admins%' => a=x-ada => true",
        "a|base64: foo => a=Zm9v => true",
        "a|base64: foo => a=zm9v => false",
        "a|base64offset|contains: /bin/bash => a=x9iaW4vYmFzaA => true",
        "a|base64offset|contains: /bin/bash => a=AAL2Jpbi9iYXNoAA => true",
        "a|wide|base64offset|contains: ping => a=cABpAG4AZw => true",
        "a|windash|contains: ' -f' => a=x /f => true",
        "a|windash: 'a-b' => a=a/b => false"
      })
  void aFieldIsHeldAgainstItsValues(String selection, String event, boolean isMatch) {
    assertThat(matches(selection, event.split(";"))).isEqualTo(isMatch);
  }

  @Test
  void entriesOfAMapAllHoldAndOfAListAny() {
    assertThat(matches("a: x\nb: y", "a=x")).isFalse();
    assertThat(matches("- a: x\n- b: y", "b=y")).isTrue();
    assertThat(matches("- key\n- word", "*=one keyword")).isTrue();
    assertThat(matches("'|all': ['*key*', '*two*']", "*=one key")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a and b or c,          a c,   true",
    "a and (b or c),        c,     false",
    "not a and b,           b,     true",
    "not (a and b),         a b,   false",
    "a or b and not c,      b c,   false",
    "1 of x*,               x2,    true",
    "all of x*,             x2,    false",
    "any of them,           c,     true",
    "all of them,           a b c x1 x2, true",
    "not 1 of x* and a,     a,     true",
    "A AND NOT 1 OF x*,     a,     false"
  })
  void conditionsBindAsSigmaSays(String condition, String present, boolean holds) {
    String named =
        "abc"
            .chars()
            .mapToObj(c -> (char) c + ": {" + (char) c + ": 1}\n")
            .reduce("", String::concat);
    Rulebook rules =
        rule(
            named
                + "A: {nothing: 1}\nx1: {x1: 1}\nx2: {x2: 1}\n_y: {y: 1}\ncondition: "
                + condition);
    assertThat(rules.problems()).isEmpty();
    Map<String, List<String>> event =
        Stream.of(present.split(" "))
            .collect(java.util.stream.Collectors.toMap(name -> name, name -> List.of("1")));
    if (condition.equals("all of them")) {
      event.put("nothing", List.of("1"));
    }
    assertThat(new Interpreter(event).holds(rules.rules().get(0).condition())).isEqualTo(holds);
  }

  @Test
  void whatCannotBeCompiledIsRefusedWithLineAndReason() {
    assertRefused("sel:\n  a|near: x\ncondition: sel", 2, "modifier 'near' is not known");
    assertRefused("sel:\n  a: x\ncondition: sel and", 3, "the condition ends too soon");
    assertRefused(
        "sel:\n  a: x\ncondition: se", 3, "the condition names 'se', which is not defined");
    assertRefused("sel:\n  a: x\ncondition: (sel", 3, "a closing parenthesis is missing");
    assertRefused("sel:\n  a: x\ncondition: sel sel", 3, "'sel' is not expected in the condition");
    assertRefused("sel:\n  a: x\ncondition: 2 of sel*", 3, "'2 of' is neither 1, any nor all");
    assertRefused("sel:\n  a: x\ncondition: 1 of b*", 3, "nothing is called 'b*'");
    assertRefused(
        "sel:\n  a: x\ncondition: sel | count() > 5",
        3,
        "aggregations behind | are no longer part of Sigma; write a correlation rule");
    assertRefused(
        "sel:\n  a|re: '['\ncondition: sel", 2, "no regular expression: Unclosed character class");
    assertRefused(
        "sel:\n  a|cidr: 10.0.0.0/40\ncondition: sel", 2, "'10.0.0.0/40' is no block of addresses");
    assertRefused("sel:\n  a|gt: many\ncondition: sel", 2, "'many' is no number");
    assertRefused("sel:\n  a|exists: maybe\ncondition: sel", 2, "|exists is true or false");
    assertRefused(
        "sel:\n  a|re|contains: x\ncondition: sel",
        2,
        "modifiers [re, contains] do not go together");
    assertRefused(
        "sel:\n  a|contains: null\ncondition: sel", 2, "null has no modifiers; ask with |exists");
    assertRefused(
        "sel:\n  a|base64: x*\ncondition: sel", 2, "|base64 of a text with wildcards; escape them");
    assertRefused(
        "sel:\n  a|expand: '%who%'\ncondition: sel",
        2, "placeholder %who% has no values; list them in the settings under rules.placeholders");
    assertRefused("sel: []\ncondition: sel", 1, "an empty selection");
    assertRefused("sel:\n  a: {b: c}\ncondition: sel", 2, "a single value is expected here");
    assertRefused("sel:\n  a: x\n  a: y\ncondition: sel", 3, "'a' stands here twice");
    assertRefused("sel:\n  a: x", 1, "no 'condition'");
  }

  @Test
  void aBrokenRuleCostsNoneOfItsNeighbours() {
    String good = HEAD + "detection: {sel: {a: x}, condition: sel}\n";
    Rulebook rules =
        read(good, good, "title: [", "---\ntitle: x\n---\n" + good.replace("id: r", "id: s"));
    assertThat(rules.rules()).extracting(rule -> rule.facts().id()).containsExactly("r", "s");
    assertThat(rules.problems())
        .extracting(RuleProblem::toString)
        .containsExactly(
            "file1:1: the id r stands in file0:1 too",
            "file2:1: no YAML: expected the node content, but found '<stream end>'",
            "file3:2: no 'logsource'");
  }

  @Test
  void rulesOfOtherLogsAndRetiredOnesAreCountedOnly() {
    String windows = HEAD.replace("aws", "windows") + "detection: {sel: {a: x}, condition: sel}";
    String retired = HEAD + "status: deprecated\ndetection: {sel: {a: x}, condition: sel}";
    Rulebook rules = read(windows, retired);
    assertThat(rules.others()).isEqualTo(2);
    assertThat(rules.rules()).isEmpty();
    assertThat(rules.problems()).isEmpty();
  }

  @Test
  void attackTagsOfEitherVersionAreThoseOfVersion18() {
    Attack attack =
        Attack.of(
            List.of(
                "attack.defense_evasion",
                "attack.defense-impairment",
                "attack.t1685.002",
                "attack.T1078",
                "car.x"));
    assertThat(attack.tactics()).containsExactly("Defense Evasion");
    assertThat(attack.techniques()).containsExactly("T1562.008", "T1078");
  }

  @Test
  void correlationsFindTheirRulesByNameOrIdAndAreRefusedWithoutThem() {
    String rule = HEAD + "name: n\ndetection: {sel: {a: x}, condition: sel}\n";
    String correlation =
        """
        title: c
        id: %s
        correlation:
          type: event_count
          rules: [%s]
          group-by: [%s]
          timespan: %s
          condition: {gte: 3}
        """;
    Rulebook rules =
        read(
            rule,
            correlation.formatted("c1", "n, r", "userIdentity.arn", "10m"),
            correlation.formatted("c2", "missing", "sourceIPAddress", "10m"),
            correlation.formatted("c3", "n", "requestParameters.x", "10m"),
            correlation.formatted("c4", "n", "ip", "40d"));
    assertThat(rules.correlations())
        .singleElement()
        .satisfies(
            sound -> {
              assertThat(sound.rules()).containsExactly("r", "r");
              assertThat(sound.groupBy()).containsExactly("principal");
            });
    assertThat(rules.problems())
        .extracting(RuleProblem::toString)
        .containsExactly(
            "file3:6: matches are not kept by 'requestParameters.x'; correlate by one of principal,"
                + " account, region, ip, session, access_key, target",
            "file4:7: a timespan is 30 days at most",
            "file2:1: no rule is called 'missing'");
  }
}
