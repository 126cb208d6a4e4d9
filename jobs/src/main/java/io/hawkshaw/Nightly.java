package io.hawkshaw;

import io.hawkshaw.behavior.Anomalies;
import io.hawkshaw.behavior.Observations;
import io.hawkshaw.enrichment.Enrichment;
import io.hawkshaw.graph.Edges;
import io.hawkshaw.graph.Entities;
import io.hawkshaw.investigation.Indicators;
import io.hawkshaw.investigation.Investigations;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Step;
import io.hawkshaw.source.Activity;
import io.hawkshaw.source.Coverage;
import io.hawkshaw.source.DnsQueries;
import io.hawkshaw.source.FilesRead;
import io.hawkshaw.source.Findings;
import io.hawkshaw.source.IamIdentities;
import io.hawkshaw.source.Rejects;
import io.hawkshaw.source.Traffic;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
              Step.ofScan(Table.FINDINGS, Findings::build),
              Step.ofScan(Table.DNS_QUERIES, DnsQueries::build),
              Step.ofScan(Table.IAM_IDENTITIES, IamIdentities::build),
              Step.ofScans(Table.REJECTS, Rejects::build)),
          List.of(
              Step.ofScan(Table.ACTIVITY, Nightly::activity),
              Step.ofScan(Table.TRAFFIC, Nightly::traffic),
              Step.ofSilence(Table.COVERAGE, Coverage::build)),
          List.of(
              Step.of(Table.EDGES, Edges::build),
              Step.of(Table.OBSERVATIONS, Observations::build),
              Step.of(Table.DETECTIONS, night -> night.rules().detections(night))),
          List.of(
              Step.of(Table.ENTITIES, Entities::build), Step.of(Table.ANOMALIES, Anomalies::build)),
          List.of(Step.of(Table.INDICATORS, Indicators::build)),
          List.of(Step.of(Table.INVESTIGATIONS, Investigations::build)),
          List.of(Step.ofScans(Table.FILES, FilesRead::build)));

  private Nightly() {}

  private static Dataset<Row> activity(Night night, Dataset<Row> rolledUp) {
    return Enrichment.fill(
        night,
        Activity.build(rolledUp),
        List.of("country", "city", "latitude", "longitude", "asn", "aso"));
  }

  private static Dataset<Row> traffic(Night night, Dataset<Row> rolledUp) {
    return Enrichment.fill(night, Traffic.build(rolledUp), List.of("country", "asn", "aso"));
  }
}
