package io.hawkshaw.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hawkshaw.run.GroupSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What makes members one group, without a table. */
final class GroupingTest {
  private static final GroupSettings SETTINGS = GroupSettings.DEFAULTS;
  private static final int DAY = 20_000;
  private static final long HOUR = 3600;

  private static long time(double days, double hour) {
    return (long) (days * 24 * HOUR + hour * HOUR);
  }

  private static Fact finding(String member, int day, double hour, Involved... entities) {
    return fact(member, day, hour, Standing.ANCHOR, true, entities);
  }

  private static Fact fact(
      String member, int day, double hour, Standing standing, boolean founds, Involved... all) {
    long time = time(day, hour);
    String subject = all.length == 0 ? member : all[0].id();
    return new Fact(
        member, day, "1", subject, standing, founds, false, false, time, time, List.of(all));
  }

  private static Fact ofAccount(Fact fact, String account) {
    return new Fact(
        fact.member(),
        fact.day(),
        account,
        fact.subject(),
        fact.standing(),
        fact.founds(),
        fact.isAlone(),
        fact.isRoutine(),
        fact.first(),
        fact.last(),
        fact.entities());
  }

  private static Fact routine(Fact fact) {
    return new Fact(
        fact.member(),
        fact.day(),
        fact.account(),
        fact.subject(),
        fact.standing(),
        fact.founds(),
        fact.isAlone(),
        true,
        fact.first(),
        fact.last(),
        fact.entities());
  }

  private static Involved entity(String id) {
    return new Involved("IAM_ROLE", id, true, null);
  }

  private static Involved ownAddress(String id) {
    return new Involved("IP_ADDRESS", id, true, null);
  }

  private static Involved farAddress(String id) {
    return new Involved("IP_ADDRESS", id, false, null);
  }

  private static List<Group> night(Fact... facts) {
    return Grouping.night(SETTINGS, DAY, List.of(), List.of(facts));
  }

  private static List<Set<String>> members(List<Group> groups) {
    return groups.stream().map(group -> group.members().keySet()).toList();
  }

  private static Set<String> set(String... members) {
    return new TreeSet<>(Arrays.asList(members));
  }

  @Test
  void twoThatShareAnEntityWithinTheWindowAreAGroup() {
    List<Group> groups =
        night(finding("a", DAY, 1, entity("r")), finding("b", DAY, 3, entity("r")));
    assertThat(members(groups)).containsExactly(set("a", "b"));
    Link link = groups.get(0).reasons().values().stream().skip(1).findFirst().orElseThrow();
    assertThat(link.weight()).isCloseTo(Math.log(2) / Math.log(3), within(1e-9));
    assertThat(link.gapSeconds()).isEqualTo(2 * HOUR);
    assertThat(link.reason()).isEqualTo("Both involve the role r");
  }

  @Test
  void theWindowIsTwoDaysWideAndNotASecondMore() {
    assertThat(night(finding("a", DAY - 2, 5, entity("r")), finding("b", DAY, 5, entity("r"))))
        .hasSize(1);
    assertThat(night(finding("a", DAY - 2, 4.999, entity("r")), finding("b", DAY, 5, entity("r"))))
        .isEmpty();
  }

  @Test
  void theMoreSubjectsShareAnEntityTheLessItLinks() {
    List<Fact> facts = new ArrayList<>();
    IntStream.range(0, 29)
        .forEach(i -> facts.add(finding("f" + i, DAY, 1, entity("own" + i), entity("shared"))));
    assertThat(Grouping.night(SETTINGS, DAY, List.of(), facts)).hasSize(1);
    facts.add(finding("f29", DAY, 1, entity("own29"), entity("shared")));
    facts.add(finding("f30", DAY, 1, entity("own30"), entity("shared")));
    assertThat(Grouping.night(SETTINGS, DAY, List.of(), facts)).isEmpty();
  }

  @Test
  void anAddressThatBothHaveAsTheirOwnIsAWayOutAndLinksNobody() {
    Fact one = finding("a", DAY, 1, entity("x"), ownAddress("198.51.100.1"));
    assertThat(night(one, finding("b", DAY, 1, entity("y"), ownAddress("198.51.100.1")))).isEmpty();
    assertThat(night(one, finding("b", DAY, 1, entity("y"), farAddress("198.51.100.1"))))
        .hasSize(1);
  }

  @Test
  void aPrivateAddressInTwoAccountsIsTwoMachines() {
    Fact one = finding("a", DAY, 1, entity("x"), ownAddress("10.0.0.1"));
    Fact other = finding("b", DAY, 1, entity("y"), farAddress("10.0.0.1"));
    assertThat(night(one, other)).hasSize(1);
    assertThat(night(one, ofAccount(other, "2"))).isEmpty();
  }

  @Test
  void whatStandsBehindAnEntityLinksTooButLess() {
    Involved assumed = new Involved("IAM_ROLE", "r", false, "The user u assumed the role r");
    List<Group> groups =
        night(finding("a", DAY, 1, entity("u"), assumed), finding("b", DAY, 1, entity("r")));
    Link link = groups.get(0).reasons().values().stream().skip(1).findFirst().orElseThrow();
    assertThat(link.reason()).isEqualTo("The user u assumed the role r");
    assertThat(link.weight()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aWeakSignJoinsAGroupButJoinsNoTwoOthers() {
    List<Group> groups =
        night(
            finding("a1", DAY, 1, entity("a")),
            finding("a2", DAY, 1, entity("a")),
            finding("b1", DAY, 1, entity("b")),
            finding("b2", DAY, 1, entity("b")),
            fact("sign", DAY, 1, Standing.SIGN, false, entity("a"), entity("b")));
    assertThat(groups).hasSize(2);
    assertThat(members(groups).stream().filter(group -> group.contains("sign"))).hasSize(1);
  }

  @Test
  void aWeakSignIsNotSoughtAsFarAsAFinding() {
    Fact[] strong = {finding("a", DAY, 0, entity("a")), finding("b", DAY, 24, entity("a"))};
    Fact sign = fact("sign", DAY - 1, 0, Standing.SIGN, false, entity("a"));
    Fact early = fact("early", DAY - 1, -0.001, Standing.SIGN, false, entity("a"));
    assertThat(members(night(strong[0], strong[1], sign, early)))
        .containsExactly(set("a", "b", "sign"));
  }

  @Test
  void signsAloneAreNoGroup() {
    assertThat(
            night(
                fact("s", DAY, 1, Standing.SIGN, false, entity("a")),
                fact("t", DAY, 1, Standing.SIGN, false, entity("a"))))
        .isEmpty();
  }

  @Test
  void aFindingAndASignAreAGroupButAFindingAndAFlawAreNot() {
    Fact finding = finding("a", DAY, 1, entity("r"));
    assertThat(night(finding, fact("s", DAY, 1, Standing.SIGN, false, entity("r")))).hasSize(1);
    assertThat(night(finding, fact("p", DAY, 1, Standing.POSTURE, true, entity("r")))).isEmpty();
  }

  @Test
  void aFlawJoinsButDoesNotStretchTheGroup() {
    Fact flaw =
        new Fact(
            "flaw",
            DAY,
            "1",
            "r",
            Standing.POSTURE,
            true,
            false,
            false,
            time(DAY - 200, 0),
            time(DAY, 1),
            List.of(entity("r")));
    List<Group> groups =
        night(flaw, finding("a", DAY, 1, entity("r")), finding("b", DAY, 2, entity("r")));
    assertThat(members(groups)).containsExactly(set("a", "b", "flaw"));
    assertThat(groups.get(0).first()).isEqualTo(time(DAY, 1));
  }

  @Test
  void lowFindingsAloneFoundNothing() {
    assertThat(
            night(
                fact("a", DAY, 1, Standing.ANCHOR, false, entity("r")),
                fact("b", DAY, 1, Standing.ANCHOR, false, entity("r"))))
        .isEmpty();
  }

  @Test
  void anAttackSequenceIsAGroupByItself() {
    Fact sequence =
        new Fact(
            "s",
            DAY,
            "1",
            "r",
            Standing.ANCHOR,
            true,
            true,
            false,
            time(DAY, 0),
            time(DAY, 0),
            List.of());
    List<Group> groups = night(sequence);
    assertThat(members(groups)).containsExactly(set("s"));
    assertThat(groups.get(0).reasons().values()).containsOnlyNulls();
  }

  @Test
  void whatIsRoutineIsNotLinkedByOneEntityAloneButByThree() {
    Involved[] three = {entity("r"), entity("s"), entity("t")};
    Fact probe = routine(finding("a", DAY, 1, three));
    assertThat(night(probe, finding("b", DAY, 1, entity("r")))).isEmpty();
    assertThat(night(probe, finding("b", DAY, 1, three))).hasSize(1);
  }

  @Test
  void aLinkThatWouldMakeAGroupTooLongIsNotTaken() {
    Group old = new Group("old", List.of());
    old.put(finding("start", DAY - 30, 2, entity("r")));
    old.put(finding("lately", DAY - 1, 2, entity("r")));
    List<Fact> facts =
        List.of(
            finding("lately", DAY - 1, 2, entity("r")),
            finding("late", DAY, 3, entity("r")),
            finding("later", DAY, 4, entity("r")));
    assertThat(members(Grouping.night(SETTINGS, DAY, List.of(old), facts)))
        .containsExactlyInAnyOrder(set("start", "lately"), set("late", "later"));
  }

  @Test
  void aLinkThatWouldMakeAGroupTooWideIsNotTaken() {
    GroupSettings narrow =
        new GroupSettings(
            null, null, null, 2, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);
    List<Fact> facts = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> facts.add(finding("f" + i, DAY, i, entity("r"))));
    assertThat(members(Grouping.night(narrow, DAY, List.of(), facts)))
        .hasSize(2)
        .allMatch(group -> group.size() == 2);
  }

  @Test
  void theIdIsTheSameInWhateverOrderFactsCome() {
    List<Fact> facts = new ArrayList<>();
    IntStream.range(0, 9).forEach(i -> facts.add(finding("f" + i, DAY, i, entity("r" + i / 3))));
    List<String> ids =
        Grouping.night(SETTINGS, DAY, List.of(), facts).stream().map(Group::id).toList();
    Collections.reverse(facts);
    assertThat(Grouping.night(SETTINGS, DAY, List.of(), facts))
        .extracting(Group::id)
        .isEqualTo(ids);
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void aGroupGrowsUnderItsIdAndTwoThatTurnOutToBeOneBecomeAThird() {
    List<Fact> facts = new ArrayList<>();
    facts.add(finding("a1", DAY, 1, entity("a")));
    facts.add(finding("a2", DAY, 2, entity("a")));
    facts.add(finding("b1", DAY, 1, entity("b")));
    facts.add(finding("b2", DAY, 2, entity("b")));
    List<Group> parents = Grouping.night(SETTINGS, DAY, List.of(), facts);
    List<String> ids = parents.stream().map(Group::id).toList();
    assertThat(ids).hasSize(2);

    facts.add(finding("a3", DAY + 1, 1, entity("a")));
    List<Group> grown = Grouping.night(SETTINGS, DAY + 1, parents, facts);
    assertThat(grown).extracting(Group::id).isEqualTo(ids);
    assertThat(members(grown)).containsExactlyInAnyOrder(set("a1", "a2", "a3"), set("b1", "b2"));

    facts.add(finding("ab", DAY + 2, 1, entity("a"), entity("b")));
    List<Group> merged = Grouping.night(SETTINGS, DAY + 2, grown, facts);
    assertThat(members(merged)).containsExactly(set("a1", "a2", "a3", "ab", "b1", "b2"));
    assertThat(merged.get(0).parents()).isEqualTo(ids);
    assertThat(merged.get(0).id()).isNotIn(ids);
    assertThat(merged.get(0).reasons()).hasSize(6);
  }

  @Test
  void aGroupIsClosedAfterSilence() {
    List<Group> groups =
        night(finding("a", DAY, 1, entity("r")), finding("b", DAY, 2, entity("r")));
    assertThat(Grouping.night(SETTINGS, DAY + 2, groups, List.of())).hasSize(1);
    assertThat(Grouping.night(SETTINGS, DAY + 3, groups, List.of())).isEmpty();
  }

  @Test
  void noFactsAreNoGroups() {
    assertThat(night()).isEmpty();
  }
}
