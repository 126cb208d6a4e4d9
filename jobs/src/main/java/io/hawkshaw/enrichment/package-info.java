/** Where an address is and whose network it belongs to. */
package io.hawkshaw.enrichment;
