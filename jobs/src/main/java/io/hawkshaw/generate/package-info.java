/**
 * The seeded generator of {@code sample-data/}: a small organization that lives for three weeks and
 * is broken into, written in every format that AWS delivers.
 *
 * <p>What happens is told once, as neutral events ({@link io.hawkshaw.generate.ApiCall}, {@link
 * io.hawkshaw.generate.Flow} and their like); renderers then write each event in the format of the
 * source that carries it. Names, addresses and documents stand apart from the code that moves them.
 *
 * <p>{@link io.hawkshaw.generate.LakeGenerator} writes lakes of any size through the same
 * renderers: an {@link io.hawkshaw.generate.Organization} follows from a plan, and each task tells
 * and writes one slice of its days.
 */
package io.hawkshaw.generate;
