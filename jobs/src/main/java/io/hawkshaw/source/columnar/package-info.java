/**
 * Rolls up records on Spark's batches of columns, before rows exist.
 *
 * <p>To make a row of a record costs several times what it costs to decode it, and to find the
 * row's group by its texts as much again. Here nothing is made of a record: a text is looked up
 * once for each entry of a page's dictionary and is a number from then on ({@link
 * io.hawkshaw.source.columnar.Texts}, {@link io.hawkshaw.source.columnar.TextColumn}), a key is a
 * few numbers side by side, and groups are slots of arrays ({@link
 * io.hawkshaw.source.columnar.Groups}). Rows are made of groups, when the task has seen all of its
 * records or has as many groups as it can keep.
 *
 * <p>What makes a key of a record's columns says the source ({@link
 * io.hawkshaw.source.columnar.Records}): the same as its Spark columns say, which are the oracle of
 * the tests and the way that is taken where there are no batches, as of text files, or where the
 * operator switched this way off ({@code reading.columnar}). What tasks leave is merged as ever.
 *
 * <p>Where keys do not reduce this way is no dearer than rows: the groups are smaller than their
 * rows, and no more of them are made than there are records.
 */
package io.hawkshaw.source.columnar;
