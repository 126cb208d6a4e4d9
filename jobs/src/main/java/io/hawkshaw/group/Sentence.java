package io.hawkshaw.group;

import java.time.Instant;
import java.util.List;

/**
 * One sentence of a story.
 *
 * @param tactic tactic of ATT&amp;CK that it is of, or Other
 * @param text the sentence, which ends in the ids behind it
 * @param members ids of all members that it is made of
 * @param first when what it tells began
 */
record Sentence(String tactic, String text, List<String> members, Instant first) {}
