package io.hawkshaw.generate;

import io.hawkshaw.generate.Tally.Delivery;
import java.io.IOException;
import java.util.List;

/** Writes the same slice in several formats. */
record AllOutputs(List<LakeOutput> outputs) implements LakeOutput {

  @Override
  public void write(Events events, Delivery delivery) throws IOException {
    for (LakeOutput output : outputs) {
      output.write(events, delivery);
    }
  }

  @Override
  public void close() throws IOException {
    for (LakeOutput output : outputs) {
      output.close();
    }
  }
}
