package io.hawkshaw.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark on loopback: a master and two workers with a core each, processes
 * of their own from the libraries that Hawkshaw brings.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private final Path home;
  private final Path folder;
  private final int port;
  private final List<Process> daemons = new ArrayList<>();

  private StandaloneCluster(Path home, Path folder, int port) {
    this.home = home;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param home where Hawkshaw is
   * @param folder for logs and for what executors spill
   */
  public static StandaloneCluster start(Path home, Path folder) throws IOException {
    StandaloneCluster cluster = new StandaloneCluster(home, folder, freePort());
    Files.createDirectories(folder.resolve("spark"));
    Path jars = folder.resolve("spark/jars");
    if (!Files.exists(jars)) {
      Files.createSymbolicLink(jars, home.resolve("jobs/target/lib"));
    }
    String master = "org.apache.spark.deploy.master.Master";
    cluster.daemon("master", List.of(master, "--host", "127.0.0.1", "--port", "" + cluster.port));
    for (int number = 1; number <= 2; number++) {
      String worker = "org.apache.spark.deploy.worker.Worker";
      String work = folder.resolve("work-" + number).toString();
      cluster.daemon(
          "worker-" + number,
          List.of(
              worker,
              "--host",
              "127.0.0.1",
              "--cores",
              "1",
              "--memory",
              "3g",
              "--work-dir",
              work,
              cluster.url()));
    }
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void daemon(String name, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("conf/jvm.options"));
    command.addAll(List.of("-cp", folder.resolve("spark/jars") + "/*"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", folder.resolve("spark").toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_LOCAL_IP", "127.0.0.1"));
    File log = folder.resolve(name + ".log").toFile();
    daemons.add(builder.redirectOutput(log).start());
  }

  /** The master's address. */
  public String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** Kills one executor as {@code kill -9} does; false where none runs. */
  public boolean killExecutor() {
    Optional<ProcessHandle> executor =
        daemons.stream()
            .flatMap(daemon -> daemon.descendants())
            .filter(StandaloneCluster::isExecutor)
            .findAny();
    executor.ifPresent(ProcessHandle::destroyForcibly);
    return executor.isPresent();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Stream::of)
        .anyMatch(argument -> argument.contains(EXECUTOR));
  }

  @Override
  public void close() {
    for (Process daemon : daemons) {
      daemon.descendants().forEach(ProcessHandle::destroyForcibly);
      daemon.destroyForcibly();
    }
  }
}
