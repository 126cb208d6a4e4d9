package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/**
 * Who or what was seen, in columns of a log.
 *
 * @param type type of the entity
 * @param id its id; null where there is none
 * @param account its AWS account
 * @param isService whether an AWS service acted
 */
record Entity(Column type, Column id, Column account, Column isService) {
  /** A machine, which is no service of AWS. */
  static Entity machine(Column type, Column id, Column account) {
    return new Entity(type, id, account, lit(false));
  }
}
