package io.hawkshaw.enrichment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where GuardDuty saw the remote addresses of its findings. */
final class GuardDutyPlaces {
  private static final List<String> DETAILS =
      List.of(
          "$.service.action.awsApiCallAction.remoteIpDetails",
          "$.service.action.networkConnectionAction.remoteIpDetails",
          "$.service.action.kubernetesApiCallAction.remoteIpDetails",
          "$.service.action.rdsLoginAttemptAction.remoteIpDetails",
          "$.service.action.portProbeAction.portProbeDetails[0].remoteIpDetails");

  private static final String REMOTE =
      """
      ipAddressV4 STRING, ipAddressV6 STRING,
      country STRUCT<countryCode: STRING, countryName: STRING>, city STRUCT<cityName: STRING>,
      geoLocation STRUCT<lat: DOUBLE, lon: DOUBLE>, organization STRUCT<asn: STRING, asnOrg: STRING>
      """;

  private GuardDutyPlaces() {}

  /** One row for each address: {@code ip} and its {@code place}, as last seen. */
  static Dataset<Row> of(Dataset<Row> findings) {
    Column[] each =
        DETAILS.stream().map(path -> get_json_object(col("detail"), path)).toArray(Column[]::new);
    Column place =
        struct(
            Stream.of(
                    coalesce(
                            col("remote.country.countryCode"),
                            CountryCodes.ofName(col("remote.country.countryName")))
                        .as("country"),
                    col("remote.city.cityName").as("city"),
                    col("remote.geoLocation.lat").as("latitude"),
                    col("remote.geoLocation.lon").as("longitude"),
                    col("remote.organization.asn").try_cast("bigint").as("asn"),
                    col("remote.organization.asnOrg").as("aso"))
                .toArray(Column[]::new));
    return findings
        .filter(col("product").equalTo("GuardDuty"))
        .select(col("updated_time"), explode(array(each)).as("json"))
        .select(
            col("updated_time"), from_json(col("json"), REMOTE, java.util.Map.of()).as("remote"))
        .withColumn("ip", coalesce(col("remote.ipAddressV4"), col("remote.ipAddressV6")))
        .filter(col("ip").isNotNull())
        .groupBy("ip")
        .agg(max_by(place, col("updated_time")).as("place"));
  }
}
