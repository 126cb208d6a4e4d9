package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.RefusingFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingTest {
  private static final Configuration CONF = new Configuration();

  @TempDir private Path folder;

  private void file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
  }

  private Listing list(Input input, Predicate<LocalDate> isWanted) {
    return new Listing(CONF, isWanted)
        .list(
            Settings.defaults()
                .withInputs(Map.of(input.label(), List.of(folder.toUri().toString()))));
  }

  private List<String> names(Listing listing) {
    return listing.files().stream()
        .map(file -> file.uri().substring(file.uri().lastIndexOf('/') + 1))
        .sorted()
        .toList();
  }

  @Test
  void filesAreKnownByWhatTheirPathsTell() throws IOException {
    file(
        "AWSLogs/1/CloudTrail/eu-west-1/2026/10/17/111122223333_CloudTrail_eu-west-1_20261017T1005Z_x.json.gz");
    file(
        "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/17/111122223333_CloudTrail_eu-west-1_20261017T1005Z_x.json.gz");

    assertThat(list(Input.CLOUDTRAIL, day -> true).files())
        .extracting(
            InputFile::source,
            InputFile::account,
            InputFile::region,
            InputFile::pathDay,
            InputFile::delivered,
            InputFile::bytes)
        .containsExactlyInAnyOrder(
            tuple(
                "cloudtrail",
                "111122223333",
                "eu-west-1",
                LocalDate.parse("2026-10-17"),
                Instant.parse("2026-10-17T10:05:00Z"),
                2L),
            tuple(
                "cloudtrail",
                null,
                "eu-west-1",
                LocalDate.parse("2026-10-17"),
                Instant.parse("2026-10-17T10:05:00Z"),
                2L));
  }

  @Test
  void filesOfOtherKindsAreCountedByWhy() throws IOException {
    for (String name :
        List.of(
            "a.json", "b.JSON.GZ", "c.jsonl", "d.log.gz", "e.txt", "f.gz", "g.csv", "h.parquet")) {
      file(name);
    }
    Listing listing = list(Input.CLOUDTRAIL, day -> true);

    assertThat(names(listing))
        .containsExactly("a.json", "b.JSON.GZ", "c.jsonl", "d.log.gz", "e.txt", "f.gz");
    assertThat(listing.unread()).isEqualTo(Map.of("cloudtrail: other file type", 2));
  }

  @Test
  void hiddenFilesDigestsAndIcebergsOwnAreNotEvenLookedAt() throws IOException {
    file("_temporary/a.json");
    file(".hidden/a.json");
    file("_SUCCESS");
    file(".a.json.crc");
    file("metadata/a.json");
    file("AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/10/17/a.json.gz");
    file("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/10/17/b.json.gz");
    Listing listing = list(Input.CLOUDTRAIL, day -> true);

    assertThat(names(listing)).containsExactly("b.json.gz");
    assertThat(listing.unread()).isEmpty();
  }

  @Test
  void foldersOfDaysThatAreNotWantedAreNotEntered() throws IOException {
    file("2026/10/16/a.json");
    file("2026/10/17/b.json");
    file("year=2026/month=10/day=16/c.json");
    file("eventDay=20261016/d.json");
    file("eventDay=20261017/e.json");
    file("f.json");

    assertThat(names(list(Input.CLOUDTRAIL, day -> day.equals(LocalDate.parse("2026-10-17")))))
        .containsExactly("b.json", "e.json", "f.json");
  }

  @Test
  void filesOfSecurityLakeAreOfTheSourceOfTheirFolder() throws IOException {
    file("aws/CLOUD_TRAIL_MGMT/1.0/region=r/accountId=1/eventDay=20261017/a.gz.parquet");
    file("aws/S3_DATA/2.0/region=r/accountId=1/eventDay=20261017/b.gz.parquet");
    file("aws/vpc_flow/2.0/region=r/accountId=1/eventDay=20261017/c.gz.parquet");
    file("aws/WAF/2.0/region=r/accountId=1/eventDay=20261017/d.gz.parquet");
    file("ext/Mine/region=r/accountId=1/eventDay=20261017/e.parquet");
    file("ext/S3_DATA/1.0/region=r/accountId=external_1/eventDay=20261017/e.parquet");
    file("elsewhere/f.parquet");
    file("aws/S3_DATA/2.0/metadata/f.metadata.json");
    file("aws/S3_DATA/2.0/g.json");
    Listing listing = list(Input.SECURITY_LAKE, day -> true);

    assertThat(listing.files())
        .extracting(InputFile::source)
        .containsExactlyInAnyOrder(
            "CLOUD_TRAIL_MGMT", "S3_DATA", "VPC_FLOW", "WAF", "ext/mine", "ext/s3_data");
    assertThat(listing.unread())
        .isEqualTo(
            Map.of(
                "security-lake: neither their path nor their first record tells the source", 1,
                "security-lake: other file type", 1));
  }

  @Test
  void aFileOfSecurityLakeOutOfItsFolderIsOfTheSourceThatItsFirstRecordTells() throws IOException {
    List<Path> vendors;
    try (Stream<Path> found = Files.walk(Reading.vendor("security-lake"))) {
      vendors = found.filter(path -> path.toString().endsWith(".parquet")).toList();
    }
    for (int i = 0; i < vendors.size(); i++) {
      Files.copy(vendors.get(i), folder.resolve(i + ".parquet"));
    }
    Listing listing = list(Input.SECURITY_LAKE, day -> true);

    Map<String, String> sources = new TreeMap<>();
    listing
        .files()
        .forEach(file -> sources.put(file.uri().replaceAll(".*/|[.]parquet", ""), file.source()));
    assertThat(sources).hasSameSizeAs(vendors);
    for (int i = 0; i < vendors.size(); i++) {
      String folderOfSource =
          Reading.vendor("security-lake").relativize(vendors.get(i)).getName(0).toString();
      assertThat(sources).as(vendors.get(i).toString()).containsEntry("" + i, folderOfSource);
    }
    assertThat(sources.values())
        .contains("CLOUD_TRAIL_MGMT", "EKS_AUDIT", "ROUTE53", "SH_FINDINGS", "VPC_FLOW");
    assertThat(listing.unread()).isEmpty();

    String one = listing.files().get(0).uri();
    assertThat(InputCheck.look(CONF, Input.SECURITY_LAKE, one))
        .isEqualTo("1 files of " + listing.files().get(0).source());
  }

  @Test
  void aSourceIsFoundByTheNameThatItsFilesBear() throws IOException {
    file("ext/Mine/region=r/accountId=1/eventDay=20261017/e.parquet");
    file("aws/ROUTE53/2.0/region=r/accountId=1/eventDay=20261017/c.gz.parquet");
    List<InputFile> files = list(Input.SECURITY_LAKE, day -> true).files();

    assertThat(files)
        .extracting(file -> Source.labelled(file.source()).orElseThrow())
        .containsExactlyInAnyOrder(Source.CUSTOM, Source.ROUTE53);
    assertThat(files).extracting(Source::of).contains(Source.CUSTOM);
    assertThat(Source.labelled("ext")).contains(Source.CUSTOM);
    assertThat(Source.labelled("mine")).isEmpty();
  }

  @Test
  void insightsAreASourceOfTheirOwnAndDigestsByNameAreNone() throws IOException {
    String in = "AWSLogs/111122223333/";
    file(in + "CloudTrail-Insight/eu-west-1/2026/10/17/a.json.gz");
    file(in + "CloudTrail-NetworkActivity/eu-west-1/2026/10/17/b.json.gz");
    file(in + "CloudTrail-Aggregated/eu-west-1/2026/10/17/c.json.gz");
    file("copies/111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261017T100000Z.json.gz");
    Listing listing = list(Input.CLOUDTRAIL, day -> true);

    assertThat(listing.files())
        .extracting(InputFile::source)
        .containsExactlyInAnyOrder("cloudtrail-insight", "cloudtrail", "cloudtrail");
    assertThat(listing.unread()).isEqualTo(Map.of("cloudtrail: digests of log files", 1));
  }

  @Test
  void flowLogsAreParquetBySuffixOrByTheirFirstBytesWhereTheNameDoesNotTell() throws IOException {
    String hive =
        "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/"
            + "year=2026/month=10/day=17/hour=13/";
    String plain = "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/10/17/";
    String name = "111122223333_vpcflowlogs_eu-west-1_fl-0a_20261017T1310Z_1a2b";
    file(hive + name + ".log.parquet");
    file(plain + name + ".log.gz");
    file(plain + "renamed.log");
    Files.writeString(folder.resolve(plain + "renamed.log"), "PAR1…PAR1");
    file(plain + "flows.txt");
    file(plain + "no-suffix");
    Files.writeString(folder.resolve(plain + "no-suffix"), "PAR1…PAR1");
    file(plain + "notes");
    Listing listing = list(Input.VPC_FLOW, day -> true);

    assertThat(listing.files())
        .extracting(
            f -> f.uri().substring(f.uri().lastIndexOf('/') + 1),
            InputFile::source,
            InputFile::account,
            InputFile::region,
            InputFile::pathDay)
        .containsExactlyInAnyOrder(
            flowFile(name + ".log.parquet", "vpc-flow-parquet"),
            flowFile(name + ".log.gz", "vpc-flow"),
            flowFile("renamed.log", "vpc-flow-parquet"),
            flowFile("flows.txt", "vpc-flow"),
            flowFile("no-suffix", "vpc-flow-parquet"));
    assertThat(listing.unread()).isEqualTo(Map.of("vpc-flow: other file type", 1));
  }

  private static Tuple flowFile(String name, String source) {
    return tuple(name, source, "111122223333", "eu-west-1", LocalDate.parse("2026-10-17"));
  }

  @Test
  void whatFirehoseAndTheResolverWriteIsRead() throws IOException {
    file("2026/10/17/13/audit-1-2026-10-17-13-05-09-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f");
    file("2026/10/17/13/notes-2026");
    assertThat(list(Input.EKS_AUDIT, day -> true).files())
        .extracting(InputFile::source, InputFile::delivered)
        .containsExactly(tuple("eks-audit", Instant.parse("2026-10-17T13:05:00Z")));
    file(
        "AWSLogs/111122223333/vpcdnsquerylogs/vpc-1/2026/10/17/"
            + "vpc-1_vpcdnsquerylogs_111122223333_20261017T1005Z_9f8e.log.gz");
    assertThat(list(Input.RESOLVER_DNS, day -> true).files())
        .extracting(InputFile::source, InputFile::account)
        .contains(tuple("resolver-dns", "111122223333"));
  }

  @Test
  void aSnapshotOfIamHasTheDayOfItsPath() throws IOException {
    file("2026/10/15/111122223333.json");
    Listing listing = list(Input.IAM_SNAPSHOT, day -> true);
    assertThat(listing.files())
        .extracting(InputFile::source, InputFile::day)
        .containsExactly(tuple("iam-snapshot", LocalDate.parse("2026-10-15")));
    assertThat(listing.unread()).isEmpty();
  }

  @Test
  void anInputThatDoesNotExistIsTheOperatorsMistake() {
    Settings settings =
        Settings.defaults()
            .withInputs(Map.of("cloudtrail", List.of(folder.resolve("none").toString())));
    assertThatThrownBy(() -> new Listing(CONF, day -> true).list(settings))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Input cloudtrail: ")
        .hasMessageContaining("does not exist");
    Settings strange =
        Settings.defaults().withInputs(Map.of("cloudtrail", List.of("nosuchscheme://x/y")));
    assertThatThrownBy(() -> new Listing(CONF, day -> true).list(strange))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nosuchscheme");
  }

  @Test
  void whatMayNotBeListedIsTheOperatorsMistake() throws IOException {
    Configuration conf = new Configuration();
    RefusingFileSystem.register(conf);
    file("AWSLogs/locked/a.json");
    String uri = RefusingFileSystem.uri(folder);
    assertThatThrownBy(() -> InputCheck.look(conf, Input.CLOUDTRAIL, uri))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Input cloudtrail: cannot list " + uri + " (Access denied: ")
        .hasMessageEndingWith(
            "; grant the identity that runs Hawkshaw read access, or correct the path")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aLookOpensAFileToSeeWhetherTheyMayBeRead() throws IOException {
    Configuration conf = new Configuration();
    RefusingFileSystem.register(conf);
    file("forbidden.json");
    String uri = RefusingFileSystem.uri(folder);
    assertThat(new Listing(conf, day -> true).list(settings(uri)).files()).hasSize(1);
    assertThatThrownBy(() -> InputCheck.look(conf, Input.CLOUDTRAIL, uri))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Access denied");
  }

  private static Settings settings(String uri) {
    return Settings.defaults().withInputs(Map.of("cloudtrail", List.of(uri)));
  }

  @Test
  void aFileThatWasListedOrExistsIsThere() throws IOException {
    file("2026/10/16/a.json");
    file("2026/10/17/b.json");
    Listing listing = list(Input.CLOUDTRAIL, day -> day.equals(LocalDate.parse("2026-10-17")));
    InputFile listed = listing.files().get(0);

    assertThat(listing.isThere(listed)).isTrue();
    assertThat(listing.isThere(at("2026/10/16/a.json"))).isTrue();
    assertThat(listing.isThere(at("2026/10/17/c.json"))).isFalse();
  }

  private InputFile at(String path) {
    return Reading.file(Source.CLOUDTRAIL, folder.resolve(path));
  }

  @Test
  void aLookTellsWhatStandsThere() throws IOException {
    assertThat(InputCheck.look(CONF, Input.CLOUDTRAIL, folder.toString()))
        .isEqualTo("no files yet");
    file("a.json");
    file("b.json");
    file("c.csv");
    assertThat(InputCheck.look(CONF, Input.CLOUDTRAIL, folder.toString()))
        .isEqualTo("2 files of cloudtrail, 1 files not read (cloudtrail: other file type)");
  }
}
