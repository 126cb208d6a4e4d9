package io.hawkshaw.run;

/**
 * What is told of the graph of entities.
 *
 * @param highVolumeEdges an entity with more edges on a day is marked as one of high volume: 10000,
 *     more than a person or a machine of its own comes to; its edges are all kept, but what it is
 *     shared with says little
 */
public record GraphSettings(Integer highVolumeEdges) {
  static final GraphSettings DEFAULTS = new GraphSettings(null);

  public GraphSettings {
    highVolumeEdges = highVolumeEdges == null ? 10_000 : highVolumeEdges;
    Settings.check(
        highVolumeEdges > 0, "graph.high-volume-edges", highVolumeEdges, "it must be above 0");
  }
}
