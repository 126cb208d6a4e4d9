package io.hawkshaw.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A store that speaks S3, on this machine alone, in a process of its own. Buckets are folders below
 * its folder.
 */
public final class S3Server implements AutoCloseable {
  private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");
  private static final Path LOGGING =
      Path.of("target", "test-classes", "s3proxy-logback.xml").toAbsolutePath();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** A store whose buckets are made beforehand. Returns when it answers. */
  public static S3Server start(Path folder, String... buckets) throws IOException {
    int port = freePort();
    Path stored = Files.createDirectories(folder.resolve("stored"));
    for (String bucket : buckets) {
      Files.createDirectory(stored.resolve(bucket));
    }
    Path properties = folder.resolve("s3proxy.properties");
    Files.writeString(
        properties,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=reader
        s3proxy.credential=secret
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, stored));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + LOGGING,
                "-jar",
                JAR.toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    S3Server server = new S3Server(process, port);
    try {
      server.awaitAnswer();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The port that it listens to, on this machine. */
  public int port() {
    return port;
  }

  /** Hadoop's settings that lead to the store, without prefix. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:" + port);
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.access.key", "reader");
    settings.put("fs.s3a.secret.key", "secret");
    return settings;
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isAnswering()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("The S3 server did not start; see s3proxy.log beside its folder");
      }
      pause();
    }
  }

  private boolean isAnswering() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void pause() {
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
