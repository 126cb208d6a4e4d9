package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * The types of indicators, each with its detail as the API of Amazon Detective names the fields.
 * Details are made of the columns of {@link Found}, and of {@link Stays}.
 *
 * <p>https://docs.aws.amazon.com/detective/latest/APIReference/API_IndicatorDetail.html
 */
enum IndicatorType {
  TTP_OBSERVED("TTPsObservedDetail") {
    @Override
    Column fields() {
      return struct(
          col("tactic").as("Tactic"),
          col("technique").as("Technique"),
          col("subject").as("Procedure"),
          col("ip").as("IpAddress"),
          col("operation").as("APIName"),
          col("success").as("APISuccessCount"),
          col("failure").as("APIFailureCount"));
    }
  },
  IMPOSSIBLE_TRAVEL("ImpossibleTravelDetail") {
    @Override
    Column fields() {
      Column before = filter(Stays.at(col("from_ip")).getField("last_times"), this::isBefore);
      Column seconds = unix_seconds(col("first_time")).minus(unix_seconds(array_max(before)));
      return struct(
          col("from_ip").as("StartingIpAddress"),
          col("ip").as("EndingIpAddress"),
          col("from_location").as("StartingLocation"),
          col("location").as("EndingLocation"),
          greatest(lit(0), seconds.divide(SECONDS_PER_HOUR).cast("int")).as("HourlyTimeDelta"));
    }

    private Column isBefore(Column time) {
      return time.leq(col("first_time"));
    }
  },
  FLAGGED_IP_ADDRESS("FlaggedIpAddressDetail") {
    @Override
    Column fields() {
      return struct(col("ip").as("IpAddress"), lit("AWS_THREAT_INTELLIGENCE").as("Reason"));
    }
  },
  NEW_GEOLOCATION("NewGeolocationDetail") {
    @Override
    Column fields() {
      Column told = concat_ws(", ", col("city"), col("country"));
      return struct(
          coalesce(Stays.at(col("ip")).getField("location"), told).as("Location"),
          col("ip").as("IpAddress"),
          col("is_new_for_account").as("IsNewForEntireAccount"));
    }
  },
  NEW_ASO("NewAsoDetail") {
    @Override
    Column fields() {
      return struct(
          col("subject").as("Aso"), col("is_new_for_account").as("IsNewForEntireAccount"));
    }
  },
  NEW_USER_AGENT("NewUserAgentDetail") {
    @Override
    Column fields() {
      return struct(
          col("subject").as("UserAgent"), col("is_new_for_account").as("IsNewForEntireAccount"));
    }
  },
  RELATED_FINDING("RelatedFindingDetail") {
    @Override
    Column fields() {
      return struct(
          col("subject").as("Arn"), col("operation").as("Type"), col("ip").as("IpAddress"));
    }
  },
  RELATED_FINDING_GROUP("RelatedFindingGroupDetail") {
    @Override
    Column fields() {
      return struct(col("subject").as("Id"));
    }
  };

  private static final int SECONDS_PER_HOUR = 3600;

  private final String member;

  IndicatorType(String member) {
    this.member = member;
  }

  /** The fields of its detail. */
  abstract Column fields();

  /** The detail of a row of any type. */
  static Column detail() {
    Column detail = lit(null).cast("string");
    for (IndicatorType type : values()) {
      Column own = to_json(struct(type.fields().as(type.member)));
      detail = when(col("indicator_type").equalTo(type.name()), own).otherwise(detail);
    }
    return detail;
  }
}
