package io.hawkshaw.lake;

/**
 * What a write put into a table.
 *
 * @param rows number of rows
 * @param probability sum of their p_value: so many of them chance alone lets expect; null where the
 *     table has none
 */
public record Written(long rows, Double probability) {}
