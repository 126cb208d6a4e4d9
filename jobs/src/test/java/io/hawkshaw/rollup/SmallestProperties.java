package io.hawkshaw.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.spark.unsafe.types.UTF8String;

final class SmallestProperties {

  @Property(tries = 500)
  void anyPartsMergedInAnyOrderKeepTheFirstOfASortedSet(
      @ForAll @Size(max = 4) List<@Size(max = 12) List<@StringLength(max = 2) String>> parts,
      @ForAll @IntRange(min = 1, max = 5) int limit) {
    Smallest aggregate = new Smallest(limit);
    Object[] merged = aggregate.zero();
    TreeSet<String> expected = new TreeSet<>(Comparator.comparing(UTF8String::fromString));
    for (List<String> part : parts) {
      Object[] kept = aggregate.reduce(aggregate.zero(), part.toArray());
      merged = aggregate.merge(kept, merged);
      part.stream().filter(Objects::nonNull).forEach(expected::add);
    }
    Object[] first = expected.stream().limit(limit).toArray();

    assertThat(aggregate.finish(merged)).containsExactly(first);
  }

  @Property(tries = 500)
  void oneTextAfterTheOtherKeepsTheSame(
      @ForAll @Size(max = 12) List<@StringLength(max = 2) String> texts,
      @ForAll @IntRange(min = 1, max = 5) int limit) {
    UTF8String[] kept = new UTF8String[0];
    TreeSet<UTF8String> expected = new TreeSet<>();
    for (String text : texts) {
      UTF8String bytes = UTF8String.fromString(text);
      kept = Smallest.with(kept, bytes, limit);
      expected.add(bytes);
    }

    assertThat(kept).containsExactly(expected.stream().limit(limit).toArray(UTF8String[]::new));
  }
}
