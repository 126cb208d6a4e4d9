package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Audit events of clusters as CloudWatch Logs delivers them by way of Firehose: one envelope behind
 * the other, each with the log events of one stream.
 *
 * <p>https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
final class AuditLogFiles {
  static final String FOLDER = "eks-audit";

  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private AuditLogFiles() {}

  /** The path of a file that Firehose closes at an hour and minute; its prefix names the Region. */
  static String path(KubernetesCall call, LocalDate day, String hour) {
    Place place = call.place();
    String stamp = day + "-" + hour.substring(0, 2) + "-" + hour.substring(2) + "-00";
    return "%s/%s/%s/%s/%s-1-%s-%s.gz"
        .formatted(
            FOLDER,
            place.region(),
            PATH_DAY.format(day),
            hour.substring(0, 2),
            call.cluster(),
            stamp,
            Ids.uuid(place + call.cluster() + stamp));
  }

  /** An envelope around events of one cluster. */
  static ObjectNode envelope(List<KubernetesCall> calls) {
    KubernetesCall first = calls.get(0);
    String cluster = first.cluster();
    ObjectNode envelope =
        Json.object()
            .put("messageType", "DATA_MESSAGE")
            .put("owner", first.place().account().id())
            .put("logGroup", "/aws/eks/" + cluster + "/cluster")
            .put("logStream", "kube-apiserver-audit-" + Ids.hex(cluster));
    envelope.putArray("subscriptionFilters").add("audit");
    ArrayNode logEvents = envelope.putArray("logEvents");
    for (KubernetesCall call : calls) {
      logEvents
          .addObject()
          .put("id", Ids.hex(call.key()))
          .put("timestamp", call.time().toEpochMilli())
          .put("message", Json.text(call.body()));
    }
    return envelope;
  }
}
