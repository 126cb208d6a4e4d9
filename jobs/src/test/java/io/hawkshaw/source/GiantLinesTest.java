package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
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

  private static void assertOneIsTooLong(String beginning, char filling, String ending) {
    Giant giant = new Giant("[{\"a\":1}," + beginning, filling, ending + ",{\"a\":2}]");
    long before = allocated();
    JsonRecords records = new JsonRecords(giant, Set.of(), MAX_BYTES);
    assertThat(records.next().kind()).isEqualTo(Kind.OBJECT);
    Piece long1 = records.next();
    assertThat(long1.kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(long1.length()).isEqualTo(MAX_BYTES);
    assertThat(long1.text(9)).isEqualTo((beginning + filling + filling).substring(0, 9));
    assertThat(records.next().text(9)).isEqualTo("{\"a\":2}");
    assertThat(records.hasNext()).isFalse();
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATED);
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
    assertThat(lines.next()).isEqualTo("first");
    assertThat(lines.next()).hasSize(1 << 16);
    assertThat(lines.isCut()).isTrue();
    assertThat(lines.next()).isEqualTo("last");
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATED);
  }
}
