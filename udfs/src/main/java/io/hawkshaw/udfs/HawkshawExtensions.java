package io.hawkshaw.udfs;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Makes all functions known to every session that is started with {@code
 * spark.sql.extensions=io.hawkshaw.udfs.HawkshawExtensions}, and to {@code spark-sql}, the Thrift
 * server and Spark Connect in the same way.
 */
public final class HawkshawExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    SqlFunctions.ALL.forEach(
        function ->
            extensions.injectFunction(
                new Tuple3<>(function.identifier(), function.manual(), function::call)));
    return BoxedUnit.UNIT;
  }
}
