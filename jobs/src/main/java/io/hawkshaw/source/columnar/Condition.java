package io.hawkshaw.source.columnar;

/** What is true of some records. */
interface Condition {
  /** True where it is neither false nor unknown. */
  boolean holds(int row);
}
