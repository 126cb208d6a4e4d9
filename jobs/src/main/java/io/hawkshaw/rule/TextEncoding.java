package io.hawkshaw.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modifiers that change the text that is looked for: how else it may have been written. */
final class TextEncoding {
  private static final String WINDASH = "windash";
  private static final String BASE64 = "base64";
  private static final String BASE64_OFFSET = "base64offset";

  /** utf16 writes its byte order mark. */
  private static final Map<String, Charset> WIDE =
      Map.of("wide", UTF_16LE, "utf16le", UTF_16LE, "utf16be", UTF_16BE, "utf16", UTF_16LE);

  /** A dash that begins an option, as Windows takes it. */
  private static final Pattern DASH = Pattern.compile("\\B[-/]\\b");

  private static final List<String> DASHES = List.of("-", "/", "–", "—", "―");

  /** More ways to write one text than this are a mistake. */
  private static final int MAX_VARIANTS = 1000;

  private TextEncoding() {}

  static boolean isOne(String modifier) {
    return WIDE.containsKey(modifier)
        || modifier.equals(WINDASH)
        || modifier.equals(BASE64)
        || modifier.equals(BASE64_OFFSET);
  }

  /** The ways in which a text may be written, as the modifiers say, in their order. */
  static List<SigmaString> of(YamlNode value, SigmaString text, List<String> modifiers)
      throws BrokenRule {
    List<SigmaString> variants = List.of(text);
    Charset bytes = UTF_8;
    for (String modifier : modifiers) {
      if (!isOne(modifier)) {
        continue;
      }
      if (!text.isPlain() && !modifier.equals(WINDASH)) {
        throw value.broken("|%s of a text with wildcards; escape them".formatted(modifier));
      }
      List<SigmaString> next = new ArrayList<>();
      for (SigmaString variant : variants) {
        next.addAll(variants(variant, modifier, bytes));
      }
      if (next.size() > MAX_VARIANTS) {
        throw value.broken("|%s gives more than %d texts".formatted(modifier, MAX_VARIANTS));
      }
      variants = next;
      bytes = WIDE.containsKey(modifier) ? ISO_8859_1 : UTF_8;
    }
    return variants;
  }

  private static List<SigmaString> variants(SigmaString text, String modifier, Charset bytes) {
    if (modifier.equals(WINDASH)) {
      return dashes(text);
    }
    byte[] plain = text.text().getBytes(bytes);
    if (modifier.equals(BASE64)) {
      return List.of(SigmaString.plain(Base64.getEncoder().encodeToString(plain)));
    }
    if (modifier.equals(BASE64_OFFSET)) {
      return List.of(shifted(plain, 0), shifted(plain, 1), shifted(plain, 2));
    }
    String wide = new String(text.text().getBytes(WIDE.get(modifier)), ISO_8859_1);
    return List.of(SigmaString.plain(modifier.equals("utf16") ? "\u00ff\u00fe" + wide : wide));
  }

  /**
   * The characters of base64 that depend on the text alone where so many bytes stand before it: of
   * three bytes four characters are made.
   */
  private static SigmaString shifted(byte[] text, int offset) {
    byte[] padded = new byte[offset + text.length];
    System.arraycopy(text, 0, padded, offset, text.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int mixedBefore = offset == 0 ? 0 : offset + 1;
    int mixedBehind = padded.length % 3 == 0 ? 0 : 1;
    int end = Math.max(mixedBefore, encoded.length() - mixedBehind);
    return SigmaString.plain(encoded.substring(Math.min(mixedBefore, encoded.length()), end));
  }

  private static List<SigmaString> dashes(SigmaString text) {
    List<SigmaString> variants = List.of(text);
    for (int i = 0; i < text.literals().size(); i++) {
      List<SigmaString> next = new ArrayList<>();
      for (SigmaString variant : variants) {
        for (String literal : dashes(variant.literals().get(i))) {
          List<String> literals = new ArrayList<>(variant.literals());
          literals.set(i, literal);
          next.add(new SigmaString(literals, variant.wildcards()));
          if (next.size() > MAX_VARIANTS) {
            return next;
          }
        }
      }
      variants = next;
    }
    return variants;
  }

  private static List<String> dashes(String text) {
    List<String> variants = new ArrayList<>(List.of(""));
    int end = 0;
    Matcher matcher = DASH.matcher(text);
    while (matcher.find()) {
      String before = text.substring(end, matcher.start());
      List<String> longer = new ArrayList<>();
      for (String variant : variants) {
        DASHES.forEach(dash -> longer.add(variant + before + dash));
      }
      variants = longer;
      end = matcher.end();
      if (variants.size() > MAX_VARIANTS) {
        break;
      }
    }
    String rest = text.substring(end);
    return variants.stream().map(variant -> variant + rest).toList();
  }
}
