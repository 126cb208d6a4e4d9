/**
 * The seeded generator of {@code sample-data/}: a small organization that lives for three weeks and
 * is broken into, written in every format that AWS delivers.
 *
 * <p>What happens is told once, as neutral events ({@link io.hawkshaw.generate.ApiCall}, {@link
 * io.hawkshaw.generate.Flow} and their like); renderers then write each event in the format of the
 * source that carries it. Names, addresses and documents stand apart from the code that moves them.
 */
package io.hawkshaw.generate;
