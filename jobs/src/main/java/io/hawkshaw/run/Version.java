package io.hawkshaw.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Hawkshaw this is. */
public final class Version {
  /** The version that the build wrote into the program. */
  public static final String CURRENT = read();

  private Version() {}

  private static String read() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/io/hawkshaw/build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
