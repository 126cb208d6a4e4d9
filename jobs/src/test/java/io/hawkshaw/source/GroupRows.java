package io.hawkshaw.source;

import io.hawkshaw.rollup.Group;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/** What a task left, of groups whose key is one number. */
record GroupRows(Group.Layout layout, List<InternalRow> rows) {

  /** The rows that are groups. */
  List<InternalRow> groups() {
    return rows.stream().filter(row -> !isHashes(row)).toList();
  }

  /** Records and copies by key, of all rows together. */
  Map<Integer, List<Long>> counts() {
    Map<Integer, List<Long>> counts = new TreeMap<>();
    for (InternalRow row : groups()) {
      counts.merge(
          row.getStruct(Group.KEY, 1).getInt(0),
          List.of(row.getLong(Group.RECORDS), row.getLong(Group.COPIES)),
          (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
    }
    return counts;
  }

  /** Hashes of ids, each as often as it was told. */
  List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    for (InternalRow row : rows) {
      if (isHashes(row)) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBinary(layout.end() + PartialGroups.HASHES_OUT));
        while (bytes.hasRemaining()) {
          ids.add(bytes.getLong());
          bytes.getLong(); // The hash of its key.
        }
      }
    }
    return ids;
  }

  private boolean isHashes(InternalRow row) {
    return !row.isNullAt(layout.end() + PartialGroups.HASHES_OUT);
  }
}
