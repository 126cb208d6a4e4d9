package io.hawkshaw;

/** Placeholder. */
public final class Main {
  private Main() {}

  /** Runs. */
  public static void main(String[] args) {}
}
