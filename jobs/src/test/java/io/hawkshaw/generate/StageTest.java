package io.hawkshaw.generate;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StageTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

  private static Map<Integer, List<Integer>> incidents(int accounts, int incidents) {
    LakePlan.Size size = new LakePlan.Size(30, 60_000, 30_000, accounts, incidents);
    Organization organization =
        new Organization(
            new LakePlan(1, FIRST, size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000));
    Map<Integer, List<Integer>> byAccount =
        IntStream.range(0, incidents)
            .boxed()
            .collect(groupingBy(number -> Stage.of(organization, number).account()));
    for (List<Integer> numbers : byAccount.values()) {
      List<LocalDate> days =
          numbers.stream().map(number -> Stage.of(organization, number).day()).sorted().toList();
      assertThat(days).allMatch(day -> DAYS.between(FIRST, day) >= 15);
      for (int i = 1; i < days.size(); i++) {
        assertThat(DAYS.between(days.get(i - 1), days.get(i))).isGreaterThan(2);
      }
    }
    return byAccount;
  }

  @Test
  void eachAccountHasItsTurnAndDaysOfQuietBetween() {
    Map<Integer, List<Integer>> byAccount = incidents(20, 40);
    int most = byAccount.values().stream().mapToInt(List::size).max().orElseThrow();
    int least = byAccount.values().stream().mapToInt(List::size).min().orElseThrow();
    assertThat(most - least).isLessThanOrEqualTo(1);
  }

  @Test
  void incidentsOfFewAccountsKeepApartAsFarAsTheDaysReach() {
    assertThat(incidents(2, 8).values()).allSatisfy(numbers -> assertThat(numbers).hasSize(4));
  }
}
