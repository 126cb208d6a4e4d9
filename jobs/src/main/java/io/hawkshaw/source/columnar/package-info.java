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
 * <p>What makes a key of a record's columns, Spark's own expressions say, those of the query that
 * would make rows ({@link io.hawkshaw.source.columnar.BatchQuery}). They are taken apart ({@link
 * io.hawkshaw.source.columnar.Values}): a column is read as numbers, what follows from a text is
 * computed once for each entry of a dictionary, a branch only where its condition holds, and what
 * is left Spark's compiled code computes of each record, into one small row. So nothing is said
 * twice, and a query that does more than that is run as rows, as are text files, and all where the
 * operator switched this way off ({@code reading.columnar}).
 *
 * <p>A source may say it by hand where that is cheaper ({@link io.hawkshaw.source.columnar.Records}
 * of flows); its Spark columns are the oracle of the tests then. What tasks leave is merged as
 * ever.
 *
 * <p>Where keys do not reduce this way is no dearer than rows: the groups are smaller than their
 * rows, and no more of them are made than there are records.
 */
package io.hawkshaw.source.columnar;
