/**
 * SQL functions for AWS logs, usable from any Spark session and notebook.
 *
 * <p>Each function is one class: a pure static method on plain Java values, which tests call
 * without Spark, and its {@link io.hawkshaw.udfs.SqlFunction} definition. All of them answer null
 * to null, never throw, and do a bounded amount of work, because every string of a log may have
 * been written by an attacker. {@link io.hawkshaw.udfs.SqlFunctions} lists them all.
 */
package io.hawkshaw.udfs;
