package io.hawkshaw.run;

/** Where a night tells how far it is. */
public interface Progress {
  /** A progress that nobody watches. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String part) {}

        @Override
        public void end(String part, String result) {}
      };

  /** A part of the night begins. */
  void begin(String part);

  /** A part of the night has ended. */
  void end(String part, String result);
}
