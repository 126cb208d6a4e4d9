package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrganizationTest {
  private static final int ACCOUNTS = 60;

  /** Two sites of one place would throw the same dice: other calls under the same event ids. */
  @Test
  void eachPlaceHasOneSite() {
    LakePlan.Size size = new LakePlan.Size(1, 1_000, 0, ACCOUNTS, 0);
    Organization organization =
        new Organization(
            new LakePlan(1, LocalDate.parse("2026-10-06"), size, List.of(), 1_000_000));

    List<Place> places =
        IntStream.range(0, ACCOUNTS)
            .boxed()
            .flatMap(account -> organization.sites(account).stream())
            .map(Site::place)
            .toList();

    assertThat(places).hasSize(ACCOUNTS + ACCOUNTS / 2).doesNotHaveDuplicates();
  }
}
