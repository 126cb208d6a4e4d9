/**
 * Findings of GuardDuty and Security Hub, understood: whatever the way by which a finding came and
 * however its keys are spelt, it becomes one {@link io.hawkshaw.source.finding.Finding} that names
 * everything involved in the same words. Nothing here needs Spark, so that it can be tested with a
 * line of JSON.
 */
package io.hawkshaw.source.finding;
