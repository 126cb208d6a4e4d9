package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathFactsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Security Lake: source versions 1 and 2, custom sources, with hyphens, names in any case.
        "s3a://aws-security-data-lake-us-west-1-gnw/aws/CLOUD_TRAIL_MGMT/1.0/region=us-west-1/accountId=000000000012/eventDay=20230525/48c42a18526e1c4409654c5587e35780.gz.parquet"
            + " | 000000000012 | us-west-1 | 2023-05-25 | -",
        "s3a://aws-security-data-lake-us-east-1-k8v/aws/S3_DATA/2.0/region=us-gov-east-1/accountId=111122223333/eventDay=20240229/0.gz.parquet"
            + " | 111122223333 | us-gov-east-1 | 2024-02-29 | -",
        "/lake/ext/my-source/region=eu-west-1/accountId=external_x/eventDay=20240101/0.parquet"
            + " | external_x | eu-west-1 | 2024-01-01 | -",
        "/lake/ext/my-source/1.0/region=eu-west-1/accountid=external/eventday=2024-01-01/0.parquet"
            + " | external | eu-west-1 | 2024-01-01 | -",
        // CloudTrail: an account's own trail, an organization's, with a prefix; insights.
        "s3a://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/01/111122223333_CloudTrail_us-east-1_20240501T1005Z_Ab3dEfGh1jKlMn0p.json.gz"
            + " | 111122223333 | us-east-1 | 2024-05-01 | 2024-05-01T10:05:00Z",
        "s3a://trail/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/ap-southeast-2/2024/05/01/111122223333_CloudTrail_ap-southeast-2_20240430T2355Z_Ab3.json.gz"
            + " | 111122223333 | ap-southeast-2 | 2024-05-01 | 2024-04-30T23:55:00Z",
        "file:/data/some/prefix/AWSLogs/111122223333/CloudTrail-Insight/us-gov-west-1/2024/05/01/111122223333_CloudTrail-Insight_us-gov-west-1_20240501T1005Z_x.json.gz"
            + " | 111122223333 | us-gov-west-1 | 2024-05-01 | 2024-05-01T10:05:00Z",
        "/d/AWSLogs/o-abcd/811596193553/CloudTrail/us-east-1/2020/09/30/811596193553_CloudTrail_us-east-1-20200930T2200.json"
            + " | 811596193553 | us-east-1 | 2020-09-30 | 2020-09-30T22:00:00Z",
        // Flow logs: the default key, with hours, and the Hive-compatible one.
        "s3a://flow/AWSLogs/111122223333/vpcflowlogs/eu-central-1/2024/05/01/111122223333_vpcflowlogs_eu-central-1_fl-0a1b_20240501T0000Z_1a2b3c4d.log.gz"
            + " | 111122223333 | eu-central-1 | 2024-05-01 | 2024-05-01T00:00:00Z",
        "s3a://flow/p/AWSLogs/111122223333/vpcflowlogs/cn-north-1/2024/05/01/13/111122223333_vpcflowlogs_cn-north-1_fl-0a1b_20240501T1310Z_1a2b3c4d.log.gz"
            + " | 111122223333 | cn-north-1 | 2024-05-01 | 2024-05-01T13:10:00Z",
        "s3a://flow/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2024/month=05/day=01/hour=13/111122223333_vpcflowlogs_us-east-1_fl-0a1b_20240501T1310Z_1a2b3c4d.log.gz"
            + " | 111122223333 | us-east-1 | 2024-05-01 | 2024-05-01T13:10:00Z",
        "/AWSLogs/aws-account-id=1/aws-region=us-east-1/year=2024/month=5/day=1/x.log"
            + " | 1 | us-east-1 | 2024-05-01 | -",
        // Resolver queries have no Region, GuardDuty's export no time of delivery.
        "s3a://dns/AWSLogs/111122223333/vpcdnsquerylogs/vpc-0a1b/2024/05/01/vpc-0a1b_vpcdnsquerylogs_111122223333_20240501T1005Z_9f8e.log.gz"
            + " | 111122223333 | - | 2024-05-01 | 2024-05-01T10:05:00Z",
        "s3a://gd/AWSLogs/111122223333/GuardDuty/us-iso-east-1/2024/05/01/5b2a0a9e-9c1c-4a5e-8e60-3f4e2f1f7d11.jsonl.gz"
            + " | 111122223333 | us-iso-east-1 | 2024-05-01 | -",
        // Firehose, which tells neither account nor Region, but the second.
        "s3a://eks/2024/05/01/13/audit-1-2024-05-01-13-10-59-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f"
            + " | - | - | 2024-05-01 | 2024-05-01T13:10:00Z",
        "s3a://eks/audit-1-2024-05-01-13-10-59-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f.gz"
            + " | - | - | - | 2024-05-01T13:10:00Z",
        // A folder, as a listing asks for it.
        "s3a://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/01/"
            + " | 111122223333 | us-east-1 | 2024-05-01 | -",
        "s3a://trail/AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/"
            + " | 111122223333 | us-east-1 | - | -",
      })
  void eachLayoutTellsWhatItNames(
      String path, String account, String region, LocalDate day, Instant delivered) {
    assertThat(PathFacts.of(path)).isEqualTo(new PathFacts(account, region, day, delivered));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/home/me/download.json",
        "/2024-05-01/x.json",
        "/111122223333/x.json",
        "/AWSLogs/12345/x.json",
        "/us-east/x.json",
        "/xx-us-east-1-b/x.json",
        "/region=/accountId=/eventDay=/x.parquet"
      })
  void aPathThatNamesNothingTellsNothing(String path) {
    assertThat(PathFacts.of(path)).isEqualTo(new PathFacts(null, null, null, null));
  }

  @Test
  void digitsThatAreNoDateAreNone() {
    assertThat(PathFacts.of("/eventDay=20230230/x_20231332T2561Z_y.json"))
        .isEqualTo(new PathFacts(null, null, null, null));
    assertThat(PathFacts.of("/2024/13/01/x.json").day()).isNull();
  }

  @Test
  void aTimeInTheNameOfAFolderIsNoDelivery() {
    assertThat(PathFacts.of("/copy_20240501T1005Z/x.json").delivered()).isNull();
  }
}
