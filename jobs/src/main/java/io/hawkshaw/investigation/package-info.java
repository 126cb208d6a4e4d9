/**
 * Investigations of IAM users and roles: whom the night examines, the indicators of compromise of
 * each, how grave they are together, and what to do.
 *
 * <p>The eight types of indicators and their details are those of the API of Amazon Detective:
 * https://docs.aws.amazon.com/detective/latest/APIReference/API_Indicator.html
 */
package io.hawkshaw.investigation;
