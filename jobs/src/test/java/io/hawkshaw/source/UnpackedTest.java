package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpackedTest {
  private static byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Through a stream that never tells what it has at hand. */
  private static byte[] unpack(byte[] stored, long maxBytes) throws IOException {
    return Unpacked.of(new Trickle(stored, 5), maxBytes).readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "{\"a\":1}\n"})
  void whatIsPackedNeverOnceOrTwiceComesOutTheSame(String content) throws IOException {
    byte[] plain = content.getBytes(UTF_8);
    assertThat(unpack(plain, 100)).isEqualTo(plain);
    assertThat(unpack(pack(plain), 100)).isEqualTo(plain);
    assertThat(unpack(pack(pack(plain)), 100)).isEqualTo(plain);
  }

  @Test
  void allMembersAreReadFromAStreamThatTellsNothingOfWhatFollows() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 2000; i++) {
      members.write(gzip("member " + i + "\n"));
    }
    assertThat(new String(unpack(members.toByteArray(), 1 << 20), UTF_8))
        .startsWith("member 0\n")
        .endsWith("member 1999\n");
    assertThat(new String(unpack(pack(members.toByteArray()), 1 << 20), UTF_8))
        .endsWith("member 1999\n");
  }

  @Test
  void deeperLayersStayPacked() throws IOException {
    byte[] inner = pack("x".getBytes(UTF_8));
    assertThat(unpack(pack(pack(inner)), 100)).isEqualTo(inner);
  }

  @Test
  void eachLayerIsBounded() throws IOException {
    byte[] bomb = pack(new byte[1 << 20]);
    assertThatThrownBy(() -> unpack(bomb, 1000)).hasMessageContaining("more than 1000 bytes");
    assertThatThrownBy(() -> unpack(pack(bomb), 5000)).hasMessageContaining("more than 5000 bytes");
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < 1000; i++) {
      members.write(pack(new byte[0]));
    }
    byte[] packed = pack(members.toByteArray());
    assertThatThrownBy(() -> unpack(packed, 1000)).hasMessageContaining("more than 1000 bytes");
    assertThat(new String(unpack("x".repeat(1000).getBytes(UTF_8), 1000), ISO_8859_1))
        .hasSize(1000);
  }
}
