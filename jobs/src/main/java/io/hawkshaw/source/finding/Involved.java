package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;

/**
 * One entity that a finding names.
 *
 * @param entityType the name of an {@link EntityType}
 * @param entity the id, in the form that its {@link EntityType} tells
 * @param role {@code TARGET}: it was acted on; {@code ACTOR}: it acted; {@code REMOTE}: it stood at
 *     the other end
 * @param account the AWS account that owns a bucket, whose name does not tell it; null where the
 *     finding does not, and for all else
 */
public record Involved(String entityType, String entity, String role, String account) {}
