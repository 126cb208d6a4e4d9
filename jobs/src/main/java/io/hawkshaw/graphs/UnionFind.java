package io.hawkshaw.graphs;

/**
 * Sets that grow together: each is named by its smallest number. Paths are halved while they are
 * walked, so that many questions cost little more than one look each.
 */
public final class UnionFind {
  private final int[] parents;

  /** Sets of one number each, from 0. */
  public UnionFind(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  /** The smallest number of the set that a number is in. */
  public int find(int number) {
    int at = number;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Makes one set of two; the smallest number of it. */
  public int union(int one, int other) {
    int first = find(one);
    int second = find(other);
    int smallest = Math.min(first, second);
    parents[Math.max(first, second)] = smallest;
    return smallest;
  }
}
