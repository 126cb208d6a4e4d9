package io.hawkshaw.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimTest {
  @TempDir private Path lake;

  private Claim claim() {
    return Claim.of(lake.toUri().toString(), new Configuration(), Instant.now());
  }

  @Test
  void aLakeThatANightHoldsIsRefusedToAnotherAndFreeAfterIt() {
    Claim first = claim();
    assertThatThrownBy(this::claim)
        .isInstanceOf(LakeBusy.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    first.close();
    Claim second = claim();
    second.verify();
    second.close();
  }

  @Test
  void aClaimThatWasNotRenewedForFiveMinutesLapsesAndItsHolderWritesNoMore() throws IOException {
    Claim killed = claim();
    age(Duration.ofMinutes(4));
    assertThatThrownBy(this::claim).isInstanceOf(LakeBusy.class);
    age(Duration.ofMinutes(6));

    Claim next = claim();

    next.verify();
    assertThatThrownBy(killed::verify).isInstanceOf(LakeBusy.class);
    killed.close();
    next.verify();
    assertThatThrownBy(this::claim).isInstanceOf(LakeBusy.class);
    next.close();
  }

  @Test
  void ofManyThatWantALakeAtOnceOneGetsIt() {
    AtomicInteger refused = new AtomicInteger();
    List<CompletableFuture<Claim>> wanting =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(this::claim)
                        .exceptionally(
                            e -> {
                              assertThat(e).hasCauseInstanceOf(LakeBusy.class);
                              refused.incrementAndGet();
                              return null;
                            }))
            .toList();
    List<Claim> got = wanting.stream().map(CompletableFuture::join).filter(c -> c != null).toList();
    assertThat(got).hasSize(1);
    assertThat(refused).hasValue(7);
    got.get(0).close();
  }

  private void age(Duration age) throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve("_nights"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }
}
