package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class UnpackedProperties {
  private static final int BOUND = 1 << 12;

  private static byte[] pack(byte[] content, int times) throws IOException {
    if (times == 0) {
      return content;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return pack(bytes.toByteArray(), times - 1);
  }

  private static byte[] unpack(byte[] stored, int most) throws IOException {
    return Unpacked.of(new Trickle(stored, most), BOUND).readAllBytes();
  }

  private static boolean isPacked(byte[] content) {
    return content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
  }

  @Property
  void whatWasPackedComesOutWhole(
      @ForAll @Size(max = 500) byte[] content,
      @ForAll @IntRange(max = 2) int times,
      @ForAll @IntRange(min = 1, max = 40) int most)
      throws IOException {
    Assume.that(!isPacked(content));
    assertThat(unpack(pack(content, times), most)).isEqualTo(content);
  }

  @Property
  void whateverTheBytesNothingButAnIoExceptionIsThrownAndTheBoundHolds(
      @ForAll @Size(min = 1, max = 500) byte[] content,
      @ForAll @IntRange(max = 3) int times,
      @ForAll @IntRange(max = 999) int place,
      @ForAll byte flip)
      throws IOException {
    Assume.that(!isPacked(content));
    byte[] stored = pack(content, times);
    stored[place % stored.length] ^= flip;
    int length = 0;
    try {
      length = unpack(stored, 7).length;
    } catch (IOException e) {
      assertThat(flip).isNotZero();
    }
    assertThat(length).isLessThanOrEqualTo(BOUND);
  }
}
