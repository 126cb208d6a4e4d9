/** Benchmarks: what a night costs beside the least that it could cost. Not shipped. */
package io.hawkshaw.bench;
