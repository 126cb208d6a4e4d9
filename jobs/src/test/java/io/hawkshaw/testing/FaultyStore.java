package io.hawkshaw.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a store that speaks HTTP and has faults. Each connection serves one request, which
 * is passed on as it came, or meets a fault.
 */
public final class FaultyStore implements AutoCloseable {
  /** What a request meets. */
  public enum Fault {
    /** The store's own answer. */
    NONE(""),
    /** The answer of a store that keeps something back. */
    FORBIDDEN("403 Forbidden"),
    /** The answer of a store whose object was deleted since it was listed. */
    GONE("404 Not Found"),
    /** The answer of a store that is asked too often. */
    THROTTLED("503 Slow Down"),
    /** The connection ends before the answer. */
    LOST(""),
    /** The connection ends behind the head of the answer. */
    HEAD_ONLY(""),
    /** The connection ends in the middle of the answer. */
    BROKEN("");

    private final String status;

    Fault(String status) {
      this.status = status;
    }
  }

  /** Decides what a request meets. */
  @FunctionalInterface
  public interface Faults {
    /**
     * The fault of one request.
     *
     * @param request method and path, a blank between
     * @param times how often the same was asked for before
     */
    Fault of(String request, int times);
  }

  /** So much of the body comes before a connection breaks. */
  private static final int BROKEN_AFTER = 500;

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final int port;
  private volatile Faults faults = (request, times) -> Fault.NONE;

  /**
   * A store before another.
   *
   * @param port of the other, on this machine
   */
  public FaultyStore(int port) throws IOException {
    this.port = port;
    threads.execute(this::accept);
  }

  /** Its address. */
  public String endpoint() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Has other faults from now on. */
  public void meet(Faults other) {
    asked.clear();
    faults = other;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // The store was closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      String request = head.substring(0, head.indexOf(" HTTP/"));
      Fault fault = faults.of(request, asked.merge(request, 1, Integer::sum) - 1);
      if (fault.status.isEmpty()) {
        pass(head, in, client.getOutputStream(), fault);
      } else {
        in.readNBytes(isExpecting(head) ? 0 : length(head));
        String answer = "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.formatted(fault.status).getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // Who asked is gone, or learns of it by the end of the connection.
    }
  }

  private void pass(String head, InputStream in, OutputStream out, Fault fault) throws IOException {
    try (Socket store = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String alone =
          head.replaceAll("(?i)\r\nconnection:[^\r]*", "")
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      store.getOutputStream().write(alone.getBytes(ISO_8859_1));
      OutputStream toStore = store.getOutputStream();
      threads.execute(() -> send(in, toStore));
      InputStream answer = store.getInputStream();
      String answered = head(answer);
      while (answered.startsWith("HTTP/1.1 100 ")) { // Who asked is told to go on.
        out.write(answered.getBytes(ISO_8859_1));
        answered = head(answer);
      }
      if (fault != Fault.LOST) {
        out.write(answered.getBytes(ISO_8859_1));
      }
      if (fault == Fault.BROKEN) {
        out.write(answer.readNBytes(BROKEN_AFTER));
      } else if (fault == Fault.NONE) {
        answer.transferTo(out);
      }
    }
  }

  private static void send(InputStream in, OutputStream out) {
    try {
      in.transferTo(out);
    } catch (IOException e) {
      // The answer has come, and the connection was closed.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      if (next == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }

  private static boolean isExpecting(String head) {
    return head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue");
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
