package io.hawkshaw.group;

/**
 * Why two members belong together.
 *
 * @param one a member
 * @param other another
 * @param sharedType type of the entity that weighs most of those that they share
 * @param sharedEntity its id
 * @param weight what all that they share weighs
 * @param gapSeconds time between them
 * @param reason the link in words
 */
record Link(
    String one,
    String other,
    String sharedType,
    String sharedEntity,
    double weight,
    long gapSeconds,
    String reason) {

  String otherThan(String member) {
    return one.equals(member) ? other : one;
  }
}
