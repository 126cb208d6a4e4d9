package io.hawkshaw.udfs;

import com.google.common.base.Ascii;
import com.google.common.net.InternetDomainName;
import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/**
 * The domain that somebody registered to own a name: its public suffix and one label more.
 *
 * <p>A name is read from the right and only as far as it can decide the answer. What stands further
 * left may be a service label ({@code _ldap._tcp}), a wildcard, an overlong or invalid label or the
 * kilobytes of a DNS tunnel: it belongs to the same domain, and costs nothing.
 *
 * <p>The suffixes are those of the Public Suffix List, its private section included, because two
 * names under {@code duckdns.org} or {@code s3.amazonaws.com} have two owners.
 */
public final class RegisteredDomain {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "registered_domain",
          RegisteredDomain::of,
          Encoders.STRING(),
          new Manual(
              "(name) - Returns the domain that was registered to own a DNS name: its public"
                  + " suffix and one label more, or null when there is none.",
              "'_ldap._tcp.www.Example.co.uk.'",
              "example.co.uk"));

  /** The deepest public suffix has six labels; one more decides, and one is to spare. */
  private static final int DECISIVE_LABELS = 8;

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;

  private RegisteredDomain() {}

  /** {@link #of(String)} of a column. */
  public static Column registeredDomain(Column name) {
    return FUNCTION.on(name);
  }

  /**
   * Finds the registered domain of a name, in lower case and without the trailing dot of the root.
   *
   * <ul>
   *   <li>An address and a single label have none. The random single labels of browsers that probe
   *       their resolver would otherwise each be a domain.
   *   <li>A public suffix of a registry ({@code co.uk}) has none: nobody owns it.
   *   <li>A private suffix itself ({@code s3.amazonaws.com}) belongs to whoever runs it: {@code
   *       amazonaws.com}.
   *   <li>A reverse name gives its zone, {@code in-addr.arpa} or {@code ip6.arpa}: the labels left
   *       of it are an address and no registration.
   *   <li>A name under a suffix that nobody registers ({@code compute.internal}, {@code
   *       ec2.internal}, {@code cluster.local}) gives its last two labels, which tell the networks
   *       apart.
   *   <li>A name whose decisive labels are not those of a host name has none.
   * </ul>
   */
  public static String of(String name) {
    if (name == null) {
      return null;
    }
    String tail = decisiveTail(name);
    if (tail.equals("in-addr.arpa") || tail.endsWith(".in-addr.arpa")) {
      return "in-addr.arpa";
    }
    if (tail.equals("ip6.arpa") || tail.endsWith(".ip6.arpa")) {
      return "ip6.arpa";
    }
    return isHostName(tail) ? owned(InternetDomainName.from(tail)) : null;
  }

  private static String owned(InternetDomainName name) {
    if (name.isUnderPublicSuffix()) {
      return name.topPrivateDomain().toString();
    }
    if (name.isUnderRegistrySuffix()) {
      return name.topDomainUnderRegistrySuffix().toString();
    }
    if (name.hasPublicSuffix() || !name.hasParent()) {
      return null;
    }
    int labels = name.parts().size();
    return String.join(".", name.parts().subList(labels - 2, labels));
  }

  /** The longest run of well-formed labels at the right end that can matter, in lower case. */
  private static String decisiveTail(String name) {
    int end = name.endsWith(".") ? name.length() - 1 : name.length();
    int start = end;
    for (int labels = 0; labels < DECISIVE_LABELS; labels++) {
      int labelEnd = labels == 0 ? end : start - 1;
      int labelStart = labelStart(name, labelEnd);
      if (end - labelStart > LONGEST_NAME || !isLabel(name, labelStart, labelEnd)) {
        break;
      }
      start = labelStart;
      if (start == 0) {
        break;
      }
    }
    return Ascii.toLowerCase(name.substring(start, end));
  }

  /** Where the label begins, or a place too far left for a label when it is longer than allowed. */
  private static int labelStart(String name, int labelEnd) {
    int start = labelEnd;
    while (start > 0 && labelEnd - start <= LONGEST_LABEL && name.charAt(start - 1) != '.') {
      start--;
    }
    return start;
  }

  private static boolean isLabel(String name, int start, int end) {
    if (start == end || end - start > LONGEST_LABEL) {
      return false;
    }
    for (int i = start + 1; i < end - 1; i++) {
      if (!isEdge(name.charAt(i)) && name.charAt(i) != '-' && name.charAt(i) != '_') {
        return false;
      }
    }
    return isEdge(name.charAt(start)) && isEdge(name.charAt(end - 1));
  }

  /** Letters of all scripts, since some resolvers log names decoded from their wire form. */
  private static boolean isEdge(char character) {
    return Ascii.isLowerCase(character)
        || Ascii.isUpperCase(character)
        || (character >= '0' && character <= '9')
        || (character > Ascii.MAX && Character.isLetterOrDigit(character));
  }

  /** The last label of an address begins with a digit, that of a name never does. */
  private static boolean isHostName(String tail) {
    char lastLabel = tail.isEmpty() ? '0' : tail.charAt(tail.lastIndexOf('.') + 1);
    return lastLabel < '0' || lastLabel > '9';
  }
}
