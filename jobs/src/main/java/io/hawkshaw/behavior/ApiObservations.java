package io.hawkshaw.behavior;

import static io.hawkshaw.behavior.Observations.seen;
import static io.hawkshaw.udfs.ArnAccount.arnAccount;
import static io.hawkshaw.udfs.PrivateIp.isPrivateIp;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.rollup.AlikeRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What API calls show of principals and of the addresses that they come from. */
final class ApiObservations {
  /** Columns of the log that are dimensions as they are. */
  private static final List<String> PLAIN =
      List.of(
          "ip",
          "country",
          "city",
          "aso",
          "agent_family",
          "user_agent",
          "service",
          "region",
          "target",
          "error");

  private ApiObservations() {}

  static AlikeRows.Source of(Dataset<Row> activity) {
    Entity principal = principal();
    List<Column> all = new ArrayList<>();
    PLAIN.forEach(name -> all.add(seen(principal, name, col(name))));
    all.add(seen(principal, "operation", operation()));
    all.add(seen(principal, "access_key", when(isLongTermKey(), col("access_key"))));
    all.add(seen(principal, "hour_of_week", hourOfWeek()));
    all.add(seen(principal, "denied_operation", when(isDenied(), operation())));
    all.add(seen(principal, "failed_login", when(isFailedLogin(), col("ip"))));
    all.add(seen(created(), "created_by", when(isCreation(), col("principal"))));
    Entity address = address();
    all.add(seen(address, "principal", when(not(isService()), col("principal"))));
    all.add(seen(address, "failed_login", when(isFailedLogin(), col("principal"))));
    return Observations.counted(
        activity.withColumn("account_of_address", accountOfAddress()),
        all,
        new Measured(
            Map.ofEntries(
                Measured.same("events"),
                Map.entry("failures", when(isFailure(), col("events")).otherwise(0)),
                Measured.same("ip"),
                Measured.same("first_time"),
                Measured.same("last_time"),
                Measured.same("event_ids"))));
  }

  /** The caller, as the graph knows it; sessions are folded into their role already. */
  static Entity principal() {
    Column isKubernetes = col("service").equalTo("kubernetes");
    Column subject =
        Arns.inCluster(col("region"), col("account"), col("cluster"), col("principal"));
    return new Entity(
        when(isKubernetes, EntityType.KUBERNETES_SUBJECT.name())
            .when(
                col("principal_type").isin("SAML_USER", "WEB_IDENTITY_USER"),
                EntityType.FEDERATED_USER.name())
            .otherwise(col("principal_type")),
        when(isKubernetes, subject).otherwise(col("principal")),
        coalesce(arnAccount(col("principal")), col("account")),
        isService());
  }

  private static Entity address() {
    return new Entity(
        lit(EntityType.IP_ADDRESS.name()), col("ip"), col("account_of_address"), lit(false));
  }

  /** An address of the internet is the same to all accounts; a private one is not. */
  private static Column accountOfAddress() {
    return when(isPrivateIp(col("ip")), col("account"));
  }

  /** The user or role that the call makes. */
  private static Entity created() {
    Column type =
        when(col("operation").equalTo("CreateUser"), EntityType.IAM_USER.name())
            .otherwise(EntityType.IAM_ROLE.name());
    return new Entity(
        type, col("target"), coalesce(arnAccount(col("target")), col("account")), lit(false));
  }

  private static Column isService() {
    return coalesce(col("is_service"), lit(false));
  }

  private static Column operation() {
    return concat_ws(":", col("service"), col("operation"));
  }

  /** Temporary keys begin with ASIA and are new by nature. */
  private static Column isLongTermKey() {
    return col("access_key").startsWith("AKIA");
  }

  /** As Mon 09. */
  static Column hourOfWeek() {
    return concat_ws(" ", date_format(col("day"), "EEE"), lpad(col("hour").cast("string"), 2, "0"));
  }

  private static Column isDenied() {
    return col("outcome").equalTo("denied");
  }

  private static Column isFailure() {
    return coalesce(col("outcome").notEqual("success"), lit(false));
  }

  private static Column isFailedLogin() {
    return col("operation").equalTo("ConsoleLogin").and(isFailure());
  }

  private static Column isCreation() {
    return col("operation")
        .isin("CreateUser", "CreateRole")
        .and(col("outcome").equalTo("success"))
        .and(col("service").equalTo("iam.amazonaws.com"));
  }
}
