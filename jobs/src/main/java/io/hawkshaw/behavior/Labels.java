package io.hawkshaw.behavior;

import static java.util.stream.Collectors.groupingBy;

/** How random the labels of a name are. */
final class Labels {
  private Labels() {}

  /**
   * Shannon's entropy, in bits a letter, of the most random label below the domain that is long
   * enough to carry data: {@code −Σ f·log2 f} over the shares f of its letters (Shannon, A
   * Mathematical Theory of Communication, 1948, section 6).
   *
   * @param name the whole name
   * @param domain the registered domain at its end
   * @param shortest length of the shortest label that is looked at
   * @return null where no label is so long
   */
  static Double bits(String name, String domain, int shortest) {
    if (name == null) {
      return null;
    }
    String below =
        name.endsWith(domain) ? name.substring(0, name.length() - domain.length()) : name;
    Double most = null;
    for (String label : below.split("[.]", -1)) {
      if (label.length() >= shortest) {
        double bits = entropy(label);
        most = most == null ? bits : Math.max(most, bits);
      }
    }
    return most;
  }

  static double entropy(String text) {
    return text.chars().boxed().collect(groupingBy(c -> c)).values().stream()
        .mapToDouble(alike -> (double) alike.size() / text.length())
        .map(share -> -share * Math.log(share) / Math.log(2))
        .sum();
  }
}
