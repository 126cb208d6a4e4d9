package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.rollup.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class PartialGroupsTest {
  private static final StructType ROWS =
      StructType.fromDDL(
          "hash BIGINT, id STRING, key STRUCT<name: INT>, is_record BOOLEAN, reject STRUCT<a: INT>,"
              + " facts STRUCT<a: INT>, first_time BIGINT, last_time BIGINT");

  private static final Group.Layout LAYOUT =
      new Group.Layout(1, 2, new int[0], PartialGroups.OTHERS);

  /** Records by id and key; the time of each is its place. */
  private static GroupRows groups(GroupLimits limits, int[]... records) {
    UnsafeProjection unsafe = UnsafeProjection.create(ROWS);
    List<InternalRow> rows = new ArrayList<>();
    for (int[] record : records) {
      long time = rows.size();
      InternalRow key = new GenericInternalRow(new Object[] {record[1]});
      Object[] values = {(long) record[0], null, key, true, null, null, time, time};
      rows.add(unsafe.apply(new GenericInternalRow(values)).copy());
    }
    List<InternalRow> groups = new ArrayList<>();
    new PartialGroups(rows.iterator(), LAYOUT, 2, Suspects.NONE, limits)
        .forEachRemaining(groups::add);
    return new GroupRows(LAYOUT, groups);
  }

  @Test
  void aCopyIsKnownWhenItsGroupHasGoneOut() {
    GroupLimits twoGroups = new GroupLimits(100, 2, 100);

    GroupRows rows =
        groups(twoGroups, new int[][] {{1, 7}, {2, 8}, {1, 7}, {3, 7}, {2, 8}, {4, 9}});

    assertThat(rows.counts())
        .isEqualTo(Map.of(7, List.of(2L, 3L), 8, List.of(1L, 2L), 9, List.of(1L, 1L)));
    assertThat(rows.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void whatIsAlikeInIdAloneIsToldWithBothKeys() {
    GroupRows rows = groups(GroupLimits.OF_ROWS, new int[][] {{1, 7}, {1, 8}, {2, 8}});

    assertThat(rows.counts()).isEqualTo(Map.of(7, List.of(1L, 1L), 8, List.of(1L, 1L)));
    assertThat(rows.ids()).containsExactlyInAnyOrder(1L, 1L, 2L);
  }

  @Test
  void idsAreForgottenWhenTheyAreTooMany() {
    GroupLimits twoIds = new GroupLimits(2, 100, 100);

    GroupRows rows = groups(twoIds, new int[][] {{1, 7}, {2, 7}, {1, 7}});

    assertThat(rows.counts()).isEqualTo(Map.of(7, List.of(3L, 3L)));
    assertThat(rows.ids()).containsExactlyInAnyOrder(1L, 2L, 1L);
  }
}
