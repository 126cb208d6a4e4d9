package io.hawkshaw;

import io.hawkshaw.graph.Edges;
import io.hawkshaw.graph.Entities;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Step;
import io.hawkshaw.source.Activity;
import io.hawkshaw.source.Coverage;
import io.hawkshaw.source.DnsQueries;
import io.hawkshaw.source.FilesRead;
import io.hawkshaw.source.Findings;
import io.hawkshaw.source.Rejects;
import io.hawkshaw.source.Traffic;
import java.util.List;

/**
 * The table of contents: the steps of a night in their order. Steps of one stage need nothing of
 * each other and run side by side; a later stage sees what the earlier ones wrote. The ledger of
 * files stands alone at the end: it marks the night as done.
 */
public final class Nightly {
  /** The steps, stage by stage. */
  public static final List<List<Step>> STAGES =
      List.of(
          List.of(
              Step.ofScan(Table.ACTIVITY, Activity::build),
              Step.ofScan(Table.TRAFFIC, Traffic::build),
              Step.ofScan(Table.DNS_QUERIES, DnsQueries::build),
              Step.ofScan(Table.FINDINGS, Findings::build),
              Step.ofScans(Table.REJECTS, Rejects::build),
              Step.of(Table.COVERAGE, Coverage::build)),
          List.of(
              Step.of(Table.EDGES, Edges::build),
              Step.of(Table.DETECTIONS, night -> night.rules().detections(night))),
          List.of(Step.of(Table.ENTITIES, Entities::build)),
          List.of(Step.ofScans(Table.FILES, FilesRead::build)));

  private Nightly() {}
}
