package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class HourOfWeekProperties {
  @Property(tries = 100)
  void theHoursOfTheWeekAddUpToOne(
      @ForAll @Size(max = 60) List<@IntRange(max = 167) Integer> hours) {
    int[] past = hours.stream().mapToInt(Integer::intValue).toArray();
    double sum = IntStream.range(0, 168).mapToDouble(h -> HourOfWeek.probability(past, h)).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }
}
