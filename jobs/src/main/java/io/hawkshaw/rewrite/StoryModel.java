package io.hawkshaw.rewrite;

import java.util.concurrent.TimeoutException;

/** A language model. */
interface StoryModel {
  /**
   * Asks it.
   *
   * @param instruction what to do
   * @param facts the data to do it with
   * @return what it answers
   * @throws TimeoutException where it does not answer in time
   * @throws Refusal where it answers, but with no text
   */
  String answer(String instruction, String facts) throws TimeoutException, Refusal;

  /** An endpoint that does not give a text: why not, in a few words of ours. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
