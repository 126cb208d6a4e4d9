package io.hawkshaw.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Hawkshaw this is. */
public final class Version {
  private static final Properties BUILD = read();

  /** The version that the build wrote into the program. */
  public static final String CURRENT = BUILD.getProperty("version");

  /** The version of the charts that it carries. */
  public static final String ECHARTS = BUILD.getProperty("echarts");

  private Version() {}

  private static Properties read() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/io/hawkshaw/build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }
}
