package io.hawkshaw.generate;

import static io.hawkshaw.testing.TestSession.SPARK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Records as the files of Security Lake that hold them. */
public final class OcsfFiles {
  private OcsfFiles() {}

  /** CloudTrail records in source version 1, a file for each class. */
  public static List<Path> version1(Path folder, List<ObjectNode> calls) {
    return write(
        folder,
        calls,
        call ->
            switch (CloudTrailClass.of(call.name())) {
              case AUTHENTICATION -> LakeTable.AUTHENTICATION_V1;
              case ACCOUNT_CHANGE -> LakeTable.ACCOUNT_CHANGE_V1;
              case API_ACTIVITY -> LakeTable.API_ACTIVITY_V1;
            });
  }

  /** CloudTrail records in source version 2. */
  public static List<Path> version2(Path folder, List<ObjectNode> calls) {
    return write(folder, calls, call -> LakeTable.CLOUD_TRAIL_V2);
  }

  /** Kubernetes audit events, which only source version 2 has. */
  public static List<Path> audits(Path folder, List<ObjectNode> events) {
    List<Row> rows = new ArrayList<>();
    for (ObjectNode event : events) {
      KubernetesCall call = new KubernetesCall(Account.PRODUCTION.home(), Cluster.NAME, event);
      rows.add(OcsfRows.row(KubernetesOcsf.event(call), LakeTable.EKS_AUDIT_V2.schema()));
    }
    return List.of(write(folder, LakeTable.EKS_AUDIT_V2, rows));
  }

  private interface TableOf {
    LakeTable of(ApiCall call);
  }

  private static List<Path> write(Path folder, List<ObjectNode> calls, TableOf tables) {
    Map<LakeTable, List<Row>> rows = new EnumMap<>(LakeTable.class);
    for (ObjectNode body : calls) {
      Instant time = Instant.parse(body.get("eventTime").textValue());
      ApiCall call = new ApiCall(Account.PRODUCTION.home(), time, body);
      LakeTable table = tables.of(call);
      rows.computeIfAbsent(table, t -> new ArrayList<>())
          .add(OcsfRows.row(CloudTrailOcsf.event(call, table.version()), table.schema()));
    }
    return rows.entrySet().stream()
        .map(table -> write(folder, table.getKey(), table.getValue()))
        .toList();
  }

  private static Path write(Path folder, LakeTable table, List<Row> rows) {
    Path written = folder.resolve(table.name());
    SPARK.createDataFrame(rows, table.schema()).coalesce(1).write().parquet(written.toString());
    try (Stream<Path> files = Files.list(written)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
