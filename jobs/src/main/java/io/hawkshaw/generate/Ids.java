package io.hawkshaw.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Identifiers that follow from the name of what they identify, so that the same user keeps its id
 * under every seed. Those of IAM end in {@code EXAMPLE}, as in AWS's documentation, lest a scanner
 * takes them for leaked ones.
 */
final class Ids {
  private Ids() {}

  /** The unique id of an IAM user (AIDA) or role (AROA). */
  static String principal(String prefix, String name) {
    return prefix + fold(name, 10) + "EXAMPLE";
  }

  /** A long-term (AKIA) or temporary (ASIA) access key id. */
  static String accessKey(String prefix, String name) {
    return prefix + fold(name, 9) + "EXAMPLE";
  }

  /** Thirty-two hexadecimal digits, as in GuardDuty's ids and Security Lake's file names. */
  static String hex(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String uuid(String name) {
    return hex(name).replaceFirst("(.{8})(.{4}).(.{3}).(.{3})(.{12})", "$1-$2-4$3-a$4-$5");
  }

  private static String fold(String name, int length) {
    return hex(name).substring(0, length).toUpperCase(Locale.ROOT);
  }
}
