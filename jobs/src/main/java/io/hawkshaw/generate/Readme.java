package io.hawkshaw.generate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The story of the lake for people to read, with the names and times that they will meet. */
final class Readme {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String TEXT =
      """
      # Sample lake

      Three weeks of a small organization, 2026-09-28 to 2026-10-18 UTC, in the formats that AWS
      writes. Two incidents happen in it. Everything is made up by the generator
      (`jobs/src/main/java/io/hawkshaw/generate`) from seed %d: accounts, people and keys do not
      exist, and all public addresses are reserved for documentation. This file and `truth.json`,
      the same for programs, are written by the generator too; the same seed writes the same records.

      ## What stands where

      | folder | what |
      |---|---|
      | `security-lake/` | Amazon Security Lake: production. CloudTrail in source version 1 for 10-05 to 10-07 (one class in each file), in version 2 from 10-08; VPC flow, Route 53 and Security Hub in version 1 for 10-11, in version 2 from 10-12; EKS audit in version 2 from 10-12 |
      | `cloudtrail/` | CloudTrail files of the organization trail: security, development and data for all days, production until 10-04 |
      | `vpc-flow/` | VPC flow logs as text: development with the default fields from 10-12, data with a choice of version 5 fields from 10-15 |
      | `guardduty/` | GuardDuty's export to S3, in the security account |
      | `iam-snapshot/` | what `aws iam get-account-authorization-details` would print of production and development, on 10-15 and 10-17 at 06:00; made up like all else |

      | records | distinct | source |
      |---:|---:|---|
      %s
      Records count every delivery, distinct ones each event once. What stands in the broken files
      is not counted: the same records stand in whole files too.

      ## Who is who

      | account | number | home |
      |---|---|---|
      | security | 111122223333 | us-east-1 |
      | production | 222233334444 | us-east-1, and a little in eu-west-1 |
      | development | 333344445555 | us-east-1 |
      | data | 444455556666 | eu-west-1 |

      IAM users in development: maria (administrator), jonas, tom, lena. By single sign-on: priya
      and nadia in production, sofia in security. By SAML: oskar (`DataEngineer`) and ruben
      (`DataSteward`) in data. The office is behind 192.0.2.10. The pipeline builds as `ci-build` in
      development and takes `deployment` in production, which by its trust policy anybody in
      development may, where a policy lets them; the shop runs as `shop-app` on
      %s and %s.

      What changes in normal life: lena joins on %s; tom replaces his access key on %s; priya
      travels from %s to %s and works from %s.

      """;

  private Readme() {}

  static String text(Truth truth) {
    StringBuilder text =
        new StringBuilder(
            TEXT.formatted(
                truth.seed(),
                totals(truth),
                Hosts.WEB_1.instance(),
                Hosts.WEB_2.instance(),
                People.LENA_JOINS,
                People.TOM_ROTATES,
                People.PRIYA_LEAVES,
                People.PRIYA_RETURNS,
                People.PRIYAS_HOTEL));
    truth.stories().forEach(story -> tell(story, text));
    odd(truth, text);
    return text.toString();
  }

  private static String totals(Truth truth) {
    StringBuilder rows = new StringBuilder();
    truth
        .sums()
        .forEach(
            (source, sum) -> rows.append("| %d | %d | `%s` |%n".formatted(sum[0], sum[1], source)));
    return rows.toString().replace("\r\n", "\n");
  }

  private static void tell(Story story, StringBuilder text) {
    text.append("## ").append(story.title()).append("\n\n");
    text.append("| UTC | source | what | records |\n|---|---|---|---:|\n");
    for (Story.Step step : story.steps()) {
      String count = step.eventIds().isEmpty() ? "" : String.valueOf(step.eventIds().size());
      text.append("| ").append(time(step.time())).append(" | ").append(step.source());
      text.append(" | ").append(step.what()).append(" | ").append(count).append(" |\n");
    }
    text.append('\n');
    Json.pretty(Cast.of(story))
        .lines()
        .forEach(line -> text.append("    ").append(line).append('\n'));
    text.append('\n');
  }

  private static void odd(Truth truth, StringBuilder text) {
    text.append("## What is odd or broken\n\n");
    text.append("| kind | records | where |\n|---|---:|---|\n");
    for (Oddities.Oddity oddity : truth.oddities()) {
      text.append("| ").append(oddity.kind()).append(" | 1 | event `");
      text.append(oddity.call().id()).append("` |\n");
    }
    for (Faults.Fault fault : truth.faults()) {
      text.append("| ").append(fault.kind()).append(" | ").append(fault.records());
      text.append(" | `").append(fault.file()).append("` |\n");
    }
    text.append(
        "\nEach day of flow logs also holds one `NODATA` and one `SKIPDATA` record for each");
    text.append(
        "\naccount. Values of the odd records stand in `truth.json`, where they are escaped.\n");
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }
}
