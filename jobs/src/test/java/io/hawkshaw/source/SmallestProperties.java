package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class SmallestProperties {

  @Property(tries = 500)
  void anyPartsMergedInAnyOrderKeepTheFirstOfASortedSet(
      @ForAll @Size(max = 4) List<@Size(max = 12) List<@StringLength(max = 2) String>> parts,
      @ForAll @IntRange(min = 1, max = 5) int limit) {
    Smallest aggregate = new Smallest(limit);
    Object[] merged = aggregate.zero();
    TreeSet<String> expected = new TreeSet<>();
    for (List<String> part : parts) {
      Object[] kept = aggregate.zero();
      for (String text : part) {
        kept = aggregate.reduce(kept, text);
      }
      merged = aggregate.merge(kept, merged);
      part.stream().filter(Objects::nonNull).forEach(expected::add);
    }
    Object[] first = expected.stream().limit(limit).toArray();

    assertThat(aggregate.finish(merged)).containsExactly(first);
  }
}
