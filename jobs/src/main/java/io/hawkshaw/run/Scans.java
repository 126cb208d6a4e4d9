package io.hawkshaw.run;

import io.hawkshaw.lake.Table;
import java.util.Map;

/** Reads the raw data of a night: each source once. */
public interface Scans extends AutoCloseable {
  /** What was read for each table whose sources have anything to read. */
  Map<Table, Scanned> scanned();

  /** Lets go of what is kept. */
  @Override
  void close();
}
