/**
 * Algorithms on graphs: GraphFrames, and the same answers in memory where a graph is small. Knows
 * no table of the lake, so that every package may ask it.
 */
package io.hawkshaw.graphs;
