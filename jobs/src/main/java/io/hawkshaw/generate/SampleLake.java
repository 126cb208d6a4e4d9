package io.hawkshaw.generate;

import io.hawkshaw.generate.Faults.Fault;
import io.hawkshaw.generate.Oddities.Oddity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the sample lake: three weeks of a small organization in the formats of AWS, with two
 * incidents in them, and the truth of what was put there.
 *
 * <p>The same seed gives the same files, byte for byte but for one thing: Parquet's footers list
 * the encodings of a column in an order that changes from one Java process to the next.
 */
public final class SampleLake {
  private static final List<String> FOLDERS =
      List.of(
          SecurityLake.FOLDER,
          CloudTrailFiles.FOLDER,
          FlowLogFiles.FOLDER,
          GuardDutyFiles.FOLDER,
          IamSnapshots.FOLDER);

  private SampleLake() {}

  /**
   * Writes the lake below a folder, which may hold other things but no lake yet.
   *
   * @throws UncheckedIOException if one of the lake's folders is there already, or cannot be
   *     written
   */
  public static void write(SparkSession spark, Path out, long seed) {
    refuseToMix(out);
    Events events = new Events();
    Story leakedKey = new Story("leaked-key", "A leaked access key leads to production");
    Story insider = new Story("insider-copy", "A data steward copies by night");
    ServiceNoise.tell(events, Dice.of(seed, "services"));
    PeopleAtWork.tell(events, Dice.of(seed, "people"));
    Automation.tell(events, Dice.of(seed, "automation"));
    NetworkLife.tell(events, Dice.of(seed, "network"));
    ClusterLife.tell(events, Dice.of(seed, "cluster"));
    LeakedKey.tell(events, Dice.of(seed, "leaked key"), leakedKey);
    IntruderReturn.tell(events, Dice.of(seed, "intruder returns"), leakedKey);
    Foothold.tell(events, Dice.of(seed, "foothold"), leakedKey);
    ClusterIntrusion.tell(events, Dice.of(seed, "cluster intrusion"), leakedKey);
    InsiderCopy.tell(events, Dice.of(seed, "insider"), insider);
    List<Oddity> oddities = Oddities.tell(events, Dice.of(seed, "oddities"));
    events.findings().addAll(Findings.all());
    events.hubFindings().addAll(HubFindings.all());

    LakeFolder folder = new LakeFolder(out);
    Manifest manifest = new Manifest();
    new Routing(folder, manifest, new SecurityLake(spark, folder, manifest, seed)).deliver(events);
    new IamSnapshots(folder, manifest).write();
    CloudTrailFiles files = new CloudTrailFiles(folder, manifest);
    List<Fault> faults = Faults.make(folder, files, events);
    Truth truth = new Truth(seed, List.of(leakedKey, insider), oddities, faults, manifest);
    folder.writeText("truth.json", Json.pretty(truth.document()));
    folder.writeText("README.md", Readme.text(truth));
  }

  private static void refuseToMix(Path out) {
    for (String name : FOLDERS) {
      Path folder = out.resolve(name);
      if (Files.exists(folder)) {
        IOException cause = new FileAlreadyExistsException(folder.toString());
        throw new UncheckedIOException(
            "There is a lake in " + out + " already; remove it or name another folder", cause);
      }
    }
  }
}
