package io.hawkshaw.source.finding;

import com.google.common.net.InetAddresses;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The list of all that a finding names, in the order in which it was met. An entity stands in it
 * once, in the role in which it was met first, so that a reader may count rows.
 */
final class Roster {
  static final int MOST = 200;

  /** MD5, SHA-1, SHA-256, SHA-512, with or without the name of the algorithm. */
  private static final Pattern HASH =
      Pattern.compile(
          "(?:[a-z0-9]+:)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})",
          Pattern.CASE_INSENSITIVE);

  /** A name of the DNS has at most 253 characters; one more for the final dot. */
  private static final int LONGEST_DOMAIN = 254;

  private final Map<EntityId, Role> roles = new LinkedHashMap<>();
  private final Map<String, String> bucketOwners = new HashMap<>();
  private final Set<String> ips = new LinkedHashSet<>();

  /** Adds an entity; nothing if there is no id, or one longer than any that AWS gives. */
  void add(EntityType kind, String id, Role role) {
    if (id != null && !id.isBlank() && id.length() <= Arn.LONGEST && roles.size() < MOST) {
      roles.putIfAbsent(new EntityId(kind, id), role);
    }
  }

  void add(EntityType kind, Optional<String> id, Role role) {
    add(kind, id.orElse(null), role);
  }

  /** Adds what an ARN names, if it is of a kind that we know. */
  void addArn(String arn, Role role) {
    for (EntityId entity : Arn.parse(arn).map(Arn::entities).orElse(List.of())) {
      add(entity.kind(), entity.id(), role);
    }
  }

  /** Notes which account owns a bucket; the account of a finding need not be it. */
  void addBucketOwner(String bucket, String account) {
    if (bucket != null && Place.isAccount(account) && bucketOwners.size() < MOST) {
      bucketOwners.putIfAbsent(bucket, account);
    }
  }

  void addAccount(String account, Role role) {
    if (Place.isAccount(account)) {
      add(EntityType.AWS_ACCOUNT, account, role);
    }
  }

  /**
   * Adds the address at the other end; a text that is no address is left out. Should it be one of
   * the resource too, the other end tells more.
   */
  void addRemoteIp(String text) {
    String ip = address(text).map(InetAddresses::toAddrString).orElse(null);
    if (ip != null && ips.size() < MOST) {
      ips.add(ip);
      add(EntityType.IP_ADDRESS, ip, Role.REMOTE);
      roles.computeIfPresent(
          new EntityId(EntityType.IP_ADDRESS, ip), (entity, role) -> Role.REMOTE);
    }
  }

  /**
   * Adds an address of the resource itself, if it is public: the same private address belongs to
   * another machine in every VPC, and would link what has nothing to do with each other.
   */
  void addOwnIp(String text, Role role) {
    address(text)
        .filter(address -> !isPrivate(address))
        .ifPresent(
            address -> add(EntityType.IP_ADDRESS, InetAddresses.toAddrString(address), role));
  }

  void addDomain(String text, Role role) {
    if (text == null || text.length() > LONGEST_DOMAIN) {
      return;
    }
    String name = text.trim().toLowerCase(Locale.ROOT);
    add(EntityType.DOMAIN, name.endsWith(".") ? name.substring(0, name.length() - 1) : name, role);
  }

  void addHash(String text, Role role) {
    if (text != null && HASH.matcher(text.trim()).matches()) {
      String hash = text.trim().toLowerCase(Locale.ROOT);
      add(EntityType.FILE_HASH, hash.substring(hash.indexOf(':') + 1), role);
    }
  }

  List<Involved> entities() {
    List<Involved> entities = new ArrayList<>(roles.size());
    roles.forEach(
        (entity, role) ->
            entities.add(
                new Involved(entity.kind().name(), entity.id(), role.name(), owner(entity))));
    return entities;
  }

  private String owner(EntityId entity) {
    return entity.kind() == EntityType.S3_BUCKET ? bucketOwners.get(entity.id()) : null;
  }

  List<String> ips() {
    return new ArrayList<>(ips);
  }

  /** Whether the text is an address by which nobody is found from another network. */
  static boolean isPrivate(String text) {
    return address(text).map(Roster::isPrivate).orElse(true);
  }

  /** Besides the private blocks: IPv6 unique local addresses, fc00::/7, and RFC 6598, 100.64/10. */
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    return address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || uniqueLocal
        || shared;
  }

  /** A zone ({@code fe80::1%eth0}) has a meaning only on the machine that wrote it. */
  private static Optional<InetAddress> address(String text) {
    if (text == null || text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text.trim())) {
      return Optional.empty();
    }
    return Optional.of(InetAddresses.forString(text.trim()));
  }
}
