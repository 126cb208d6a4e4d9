package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A line of 50 MB takes no more memory than a record may take. */
final class GiantLinesTest {
  private static final int GIANT = 50_000_000;
  private static final int MAX_BYTES = 1 << 18;

  /** What all buffers together may allocate while they grow to the bound. */
  private static final long MAX_ALLOCATED = 8L * MAX_BYTES;

  /** A beginning, very many of one byte, and an end. */
  private static final class Giant extends InputStream {
    private final String beginning;
    private final char filling;
    private final String ending;
    private int at;

    Giant(String beginning, char filling, String ending) {
      this.beginning = beginning;
      this.filling = filling;
      this.ending = ending;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = 0;
      for (int c = read(); c >= 0; c = count < length ? read() : -1) {
        into[offset + count++] = (byte) c;
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public int read() {
      int behind = at - beginning.length() - GIANT;
      if (behind >= ending.length()) {
        return -1;
      }
      int c =
          at < beginning.length()
              ? beginning.charAt(at)
              : behind < 0 ? filling : ending.charAt(behind);
      at++;
      return c;
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** Reads a giant element between two small ones. */
  private static void assertOneIsTooLong(String beginning, char filling, String ending) {
    Giant giant = new Giant("[{\"a\":1}," + beginning, filling, ending + ",{\"a\":2}]");
    List<String> found = new ArrayList<>();
    long before = allocated();
    JsonRecords records = new JsonRecords(giant, Set.of(), MAX_BYTES);
    while (records.hasNext()) {
      Piece piece = records.next();
      found.add(piece.kind() + " " + piece.length() + " " + piece.text(9));
    }
    long allocated = allocated() - before;

    String start = (beginning + filling + filling).substring(0, 9);
    assertThat(found)
        .containsExactly(
            "OBJECT 7 {\"a\":1}", "TOO_LONG " + MAX_BYTES + " " + start, "OBJECT 7 {\"a\":2}");
    assertThat(allocated).isLessThan(MAX_ALLOCATED);
  }

  @Test
  void aStringOfFiftyMegabytesIsOneRejectInBoundedMemory() {
    assertOneIsTooLong("{\"a\":\"xxx", 'y', "\"}");
  }

  @Test
  void fiftyMegabytesOfSpaceInARecordAreOneRejectInBoundedMemory() {
    assertOneIsTooLong("{\"a\":1,   ", ' ', "\"b\":1}");
  }

  @Test
  void aLineOfTextOfFiftyMegabytesIsCutInBoundedMemory() {
    long before = allocated();
    TextLines lines = new TextLines(new Giant("first\n", 'x', "\nlast"), 1 << 16);
    String first = lines.next();
    String giant = lines.next();
    boolean isCut = lines.isCut();
    String last = lines.next();
    long allocated = allocated() - before;

    assertThat(List.of(first, last)).containsExactly("first", "last");
    assertThat(giant).hasSize(1 << 16);
    assertThat(isCut).isTrue();
    assertThat(allocated).isLessThan(MAX_ALLOCATED);
  }
}
