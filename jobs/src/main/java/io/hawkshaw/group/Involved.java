package io.hawkshaw.group;

/**
 * An entity that a finding or a piece of evidence is about.
 *
 * @param type name of its type
 * @param id its id
 * @param isOwn it is the resource's own: an address that it has, not one that came to it
 * @param via how it stands behind an entity that is named, as a sentence; null where it is named
 *     itself
 */
record Involved(String type, String id, boolean isOwn, String via) {}
