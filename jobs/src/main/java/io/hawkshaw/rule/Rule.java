package io.hawkshaw.rule;

/**
 * A rule that looks at single events.
 *
 * @param facts what it is
 * @param log the log that it is of
 * @param condition what it asks of an event
 */
record Rule(RuleFacts facts, LogSource log, Condition condition) {}
