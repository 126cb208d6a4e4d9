package io.hawkshaw.lake;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.RepeatedTest;
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
  void aLakeOnADiskIsFreeAtOnceWhenItsHolderIsNoMore() throws IOException {
    Path nights = Files.createDirectories(lake.resolve("_nights"));
    Files.writeString(nights.resolve("000000000001"), "process 1 since then, claim a");
    assertThatThrownBy(this::claim).isInstanceOf(LakeBusy.class);
    Files.writeString(nights.resolve("000000000001"), "process 1 since then, claim a, locked");
    Claim next = claim();
    next.verify();
    assertThatThrownBy(this::claim)
        .isInstanceOf(LakeBusy.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    next.close();
  }

  @RepeatedTest(20)
  void ofManyThatWantALakeAtOnceOneGetsIt() throws Exception {
    int many = 8;
    CyclicBarrier atOnce = new CyclicBarrier(many);
    Callable<Optional<Claim>> wanting =
        () -> {
          atOnce.await();
          try {
            return Optional.of(claim());
          } catch (LakeBusy e) {
            return Optional.empty();
          }
        };
    List<Claim> got = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      for (Future<Optional<Claim>> answer : threads.invokeAll(nCopies(many, wanting))) {
        answer.get().ifPresent(got::add);
      }
    } finally {
      threads.shutdown();
    }
    got.forEach(Claim::close);
    assertThat(got).hasSize(1);
  }

  private void age(Duration age) throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve("_nights"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }
}
