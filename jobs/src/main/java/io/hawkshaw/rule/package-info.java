/**
 * Detection rules in Sigma's format: read, compiled to Spark columns, evaluated in the one scan of
 * the night, and their matches as the table {@code detections}.
 *
 * <p>https://sigmahq.io/sigma-specification/
 */
package io.hawkshaw.rule;
