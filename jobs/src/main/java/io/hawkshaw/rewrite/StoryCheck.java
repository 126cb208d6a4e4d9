package io.hawkshaw.rewrite;

import com.google.common.base.Splitter;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether a rewritten story says nothing that its facts do not say. Names cannot be told from
 * words, so every word is looked at: it must stand in one of the facts that its sentence cites, or
 * be one of the plain words of {@code plain-words.txt}, which name nothing, count nothing, deny
 * nothing and judge nothing. So no entity, number, id, address or time can get in, whatever was
 * asked of the model in a name; and since each fact has to be cited, none is passed over either.
 */
final class StoryCheck {
  private static final Pattern CITATION = Pattern.compile("\\[([0-9]{1,4}(?:, ?[0-9]{1,4})*)\\]");
  private static final Pattern BEFORE = Pattern.compile("^[(\\[{\"'\u201c\u2018]+");
  private static final Pattern BEHIND = Pattern.compile("[.,;:!?)\\]}\"'\u201d\u2019]+$");
  private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]s$");
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
  private static final Splitter SPACES = Splitter.on(Pattern.compile("[ \n]+")).omitEmptyStrings();
  private static final Splitter PARTS = Splitter.on(Pattern.compile("[/:]")).omitEmptyStrings();

  private static final Set<String> PLAIN = plain();

  private final StoryFacts facts;
  private final List<Set<String>> words;

  StoryCheck(StoryFacts facts) {
    this.facts = facts;
    this.words = facts.sentences().stream().map(StoryCheck::wordsOfFact).toList();
  }

  /** Why a text is refused; empty where it is not. */
  Optional<String> objection(String text) {
    Set<Integer> cited = new HashSet<>();
    int from = 0;
    for (MatchResult citation : CITATION.matcher(text).results().toList()) {
      Set<Integer> numbers = numbers(citation.group(1));
      Optional<Integer> strange =
          numbers.stream().filter(number -> number < 1 || number > facts.size()).findFirst();
      if (strange.isPresent()) {
        return Optional.of("it cites a fact " + strange.get() + " that there is not");
      }
      Optional<String> unknown = unknown(text.substring(from, citation.start()), numbers);
      if (unknown.isPresent()) {
        return Optional.of("'" + unknown.get() + "' stands in none of the facts that it cites");
      }
      cited.addAll(numbers);
      from = citation.end();
    }
    if (words(text.substring(from)).findAny().isPresent()) {
      return Optional.of("it ends without citing a fact");
    }
    return IntStream.rangeClosed(1, facts.size())
        .filter(number -> !cited.contains(number))
        .mapToObj(number -> "it passes over fact " + number)
        .findFirst();
  }

  /** The text with the ids of the evidence in place of the numbers of facts. */
  String withIds(String text) {
    return CITATION
        .matcher(text)
        .replaceAll(
            citation ->
                Matcher.quoteReplacement(
                    numbers(citation.group(1)).stream()
                        .map(number -> facts.ids().get(number - 1))
                        .collect(Collectors.joining("; ", "[", "]"))));
  }

  private static Set<Integer> numbers(String list) {
    return Splitter.on(',')
        .trimResults()
        .splitToStream(list)
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<String> unknown(String segment, Set<Integer> cited) {
    return words(segment)
        .filter(word -> cited.stream().noneMatch(number -> isOf(words.get(number - 1), word)))
        .filter(word -> !isOf(PLAIN, word))
        .findFirst();
  }

  /** Names of letters alone may begin with a capital; all others stand as they are. */
  private static boolean isOf(Set<String> known, String word) {
    String bare = POSSESSIVE.matcher(word).replaceFirst("");
    return known.contains(word)
        || known.contains(bare)
        || (LETTERS.matcher(bare).matches() && known.contains(bare.toLowerCase(Locale.ROOT)));
  }

  /** The words of a fact, what begins it also without its capital, and the parts of its names. */
  private static Set<String> wordsOfFact(String fact) {
    Set<String> all = words(fact).collect(Collectors.toCollection(HashSet::new));
    words(fact)
        .findFirst()
        .ifPresent(
            first -> all.add(first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1)));
    Set<String> parts =
        all.stream()
            .flatMap(PARTS::splitToStream)
            .filter(part -> part.chars().anyMatch(Character::isLetter))
            .collect(Collectors.toSet());
    Set<String> lower =
        Stream.concat(all.stream(), parts.stream())
            .filter(word -> LETTERS.matcher(word).matches())
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return Sets.union(Sets.union(all, parts), lower).immutableCopy();
  }

  /** What stands between spaces, without the signs of sentences around it. */
  private static Stream<String> words(String text) {
    return SPACES
        .splitToStream(text)
        .map(word -> BEFORE.matcher(word).replaceFirst(""))
        .map(word -> BEHIND.matcher(word).replaceFirst(""))
        .filter(word -> !word.isEmpty());
  }

  private static Set<String> plain() {
    try (InputStream in = StoryCheck.class.getResourceAsStream("plain-words.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SPACES.splitToStream(text).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
