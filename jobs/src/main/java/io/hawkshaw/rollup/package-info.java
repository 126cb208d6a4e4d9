/**
 * Takes rows together that are alike in a key, in the memory of each task.
 *
 * <p>Spark's own aggregation does so as long as all aggregates are numbers. With texts among them
 * it sorts the rows of a task by all their keys, from some hundred thousand groups on: several
 * times the cost of reading them. Here a task keeps as many groups as fit ({@link
 * io.hawkshaw.rollup.Group}), hands them on when there are more, and one shuffle brings together
 * what is left of each key.
 *
 * <p>It works on Spark's own rows ({@link io.hawkshaw.rollup.InternalRows}), and what is read more
 * than once stays on disk as they are ({@link io.hawkshaw.rollup.KeptRows}).
 */
package io.hawkshaw.rollup;
