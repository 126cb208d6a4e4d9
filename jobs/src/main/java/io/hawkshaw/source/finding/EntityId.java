package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;

/** The kind and the id of an entity. */
record EntityId(EntityType kind, String id) {}
