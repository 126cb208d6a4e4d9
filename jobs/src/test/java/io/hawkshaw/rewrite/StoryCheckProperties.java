package io.hawkshaw.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Texts that are made of facts are taken, and none to which anything was added. */
final class StoryCheckProperties {
  private static final List<String> PLAIN =
      List.of("the", "and", "then", "afterwards", "was", "seen");

  /** Names, numbers, addresses, ids, times and ARNs as logs have them, hostile ones among them. */
  private static Arbitrary<String> names() {
    Arbitrary<Integer> byte256 = Arbitraries.integers().between(0, 255);
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(5).ofMaxLength(9),
        Arbitraries.integers().between(0, 999_999).map(String::valueOf),
        Combinators.combine(byte256, byte256).as("10.0.%d.%d"::formatted),
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(17).map(hex -> "i-" + hex),
        Combinators.combine(byte256, byte256).as((h, m) -> "%02d:%02d".formatted(h % 24, m % 60)),
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .ofLength(6)
            .map(name -> "arn:aws:iam::111122223333:role/" + name),
        Arbitraries.strings()
            .withChars("<>&'$%#=+@|~^*\u202e\u0430x7")
            .ofMinLength(3)
            .ofMaxLength(6));
  }

  @Provide
  Arbitrary<List<List<String>>> facts() {
    return names().list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> strangers() {
    return names();
  }

  private static StoryCheck check(List<List<String>> facts) {
    return new StoryCheck(
        StoryFacts.of(facts.stream().map(words -> String.join(" ", words) + " [id].").toList()));
  }

  /** Each fact backwards, with plain words between. */
  private static List<String> told(List<List<String>> facts) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      for (int w = facts.get(i).size() - 1; w >= 0; w--) {
        words.add(PLAIN.get(w % PLAIN.size()));
        words.add(facts.get(i).get(w));
      }
      words.add("[%d].".formatted(i + 1));
    }
    return words;
  }

  private static boolean isKnown(List<List<String>> facts, String word) {
    return facts.stream()
        .flatMap(List::stream)
        .anyMatch(
            known ->
                known.equalsIgnoreCase(word)
                    || List.of(known.split("[/:]")).contains(word)
                    || bare(known).equals(bare(word)));
  }

  /** Without the signs that sentences have. */
  private static String bare(String word) {
    return word.replaceAll("^['\"(\\[{]+|['\".,;:!?)\\]}]+$", "");
  }

  @Property(tries = 300)
  void wordsOfTheFactsInAnyOrderAreTaken(@ForAll("facts") List<List<String>> facts) {
    assertThat(check(facts).objection(String.join(" ", told(facts)))).isEmpty();
  }

  @Property(tries = 500)
  void oneStrangeWordAnywhereIsRefused(
      @ForAll("facts") List<List<String>> facts,
      @ForAll("strangers") String stranger,
      @ForAll int place) {
    if (isKnown(facts, stranger) || bare(stranger).isEmpty()) {
      return;
    }
    List<String> words = told(facts);
    words.add(Math.floorMod(place, words.size()), stranger);
    assertThat(check(facts).objection(String.join(" ", words))).isPresent();
  }

  @Property(tries = 300)
  void aFactThatIsPassedOverIsRefused(
      @ForAll("facts") List<List<String>> facts, @ForAll int which) {
    int left = Math.floorMod(which, facts.size());
    List<String> words = new ArrayList<>();
    IntStream.range(0, facts.size())
        .filter(i -> i != left)
        .forEach(
            i -> {
              words.addAll(facts.get(i));
              words.add("[%d].".formatted(i + 1));
            });
    assertThat(check(facts).objection(String.join(" ", words)))
        .contains("it passes over fact " + (left + 1));
  }
}
