package io.hawkshaw.source.columnar;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Records with the same key, as slots of arrays. A record whose id was there before counts as a
 * copy of it.
 */
public final class Groups {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int TIMES = 2;

  private final int width;
  private final int measures;
  private final Samples[] samples;
  private int capacity = FIRST_CAPACITY;
  private int[] keys;
  private int[] hashesOfKeys = new int[FIRST_CAPACITY];
  private long[] measured;
  private long[] records = new long[FIRST_CAPACITY];
  private long[] copies = new long[FIRST_CAPACITY];
  private int[] slots = new int[2 * FIRST_CAPACITY];
  private int size;
  private final Long2IntOpenHashMap groupOfId = new Long2IntOpenHashMap();
  private final LongArrayList unequal = new LongArrayList();
  private final IntArrayList groupOfUnequal = new IntArrayList();

  /**
   * No groups yet.
   *
   * @param width how many numbers a key has
   * @param measures how many a record has: first time, last time, sums
   * @param samples of each text of a record, how many are kept: the smallest
   */
  public Groups(int width, int measures, int[] samples) {
    this.width = width;
    this.measures = measures;
    this.samples = Arrays.stream(samples).mapToObj(Samples::new).toArray(Samples[]::new);
    this.keys = new int[width * capacity];
    this.measured = new long[measures * capacity];
    groupOfId.defaultReturnValue(-1);
  }

  /**
   * Adds a record.
   *
   * @param id hash of its id
   * @param texts of which the smallest are kept; the record's are copied
   */
  public void add(int[] key, long id, long[] values, UTF8String[] texts) {
    int group = group(key);
    int before = groupOfId.putIfAbsent(id, group);
    if (before < 0) {
      records[group]++;
      copies[group]++;
      addTimes(group, values);
      addSums(group, values);
      for (int i = 0; i < texts.length; i++) {
        samples[i].add(group, texts[i]);
      }
    } else if (before == group) {
      copies[group]++;
      addTimes(group, values);
    } else {
      unequal.add(id);
      groupOfUnequal.add(group);
    }
  }

  private void addTimes(int group, long[] values) {
    int at = group * measures;
    measured[at] = Math.min(measured[at], values[0]);
    measured[at + 1] = Math.max(measured[at + 1], values[1]);
  }

  private void addSums(int group, long[] values) {
    for (int i = TIMES; i < measures; i++) {
      measured[group * measures + i] += values[i];
    }
  }

  private int group(int[] key) {
    int hash = hash(key);
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      int group = slots[slot] - 1;
      int at = group * width;
      if (hashesOfKeys[group] == hash && Arrays.equals(keys, at, at + width, key, 0, width)) {
        return group;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return create(key, hash, slot);
  }

  private static int hash(int[] key) {
    long hash = 0;
    for (int part : key) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> Integer.SIZE;
    }
    return (int) hash;
  }

  private int create(int[] key, int hash, int slot) {
    if (size == capacity) {
      grow();
    }
    int group = size++;
    System.arraycopy(key, 0, keys, group * width, width);
    hashesOfKeys[group] = hash;
    measured[group * measures] = Long.MAX_VALUE;
    measured[group * measures + 1] = Long.MIN_VALUE;
    slots[slot] = group + 1;
    if (2 * size >= slots.length) {
      spread();
    }
    return group;
  }

  private void grow() {
    capacity *= 2;
    keys = Arrays.copyOf(keys, width * capacity);
    hashesOfKeys = Arrays.copyOf(hashesOfKeys, capacity);
    measured = Arrays.copyOf(measured, measures * capacity);
    records = Arrays.copyOf(records, capacity);
    copies = Arrays.copyOf(copies, capacity);
  }

  private void spread() {
    slots = new int[2 * slots.length];
    for (int group = 0; group < size; group++) {
      int slot = hashesOfKeys[group] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = group + 1;
    }
  }

  /** Number of groups. */
  public int size() {
    return size;
  }

  /** Number of ids. */
  public int ids() {
    return groupOfId.size();
  }

  /** The key of a group. */
  public int[] key(int group) {
    return Arrays.copyOfRange(keys, group * width, (group + 1) * width);
  }

  /** A measure of a group: 0 for its first time, 1 for its last, then its sums. */
  public long measure(int group, int number) {
    return measured[group * measures + number];
  }

  /** Number of a group's distinct records; 0 where each was counted in another group. */
  public long records(int group) {
    return records[group];
  }

  /** Number of a group's records with all copies. */
  public long copies(int group) {
    return copies[group];
  }

  /** The smallest texts of a group, in their order. */
  public UTF8String[] samples(int group, int text) {
    return samples[text].of(group);
  }

  /** Bytes of texts that are kept, their objects included. */
  public long bytes() {
    long bytes = 0;
    for (Samples each : samples) {
      bytes += each.bytes();
    }
    return bytes;
  }

  /** Takes the hash of an id, and the group of its record. */
  public interface IdConsumer {
    /** Takes it. */
    void accept(long id, int group);
  }

  /** Hands over the hashes of all ids; more than once where records of one id are unlike. */
  public void forEachId(IdConsumer consumer) {
    groupOfId
        .long2IntEntrySet()
        .fastForEach(entry -> consumer.accept(entry.getLongKey(), entry.getIntValue()));
    for (int i = 0; i < unequal.size(); i++) {
      consumer.accept(unequal.getLong(i), groupOfUnequal.getInt(i));
    }
  }
}
