package io.hawkshaw.source.finding;

/** The kind and the id of an entity. */
record EntityId(EntityKind kind, String id) {}
