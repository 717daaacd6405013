package org.skiptrim.training;

import org.skiptrim.dataset.Dataset;

/** A data set's normalization, one value for each channel. */
record Inputs(float[] means, float[] stds, byte[] zeros) {
  static Inputs of(Dataset dataset) {
    int channels = dataset.channels();
    Inputs inputs = new Inputs(new float[channels], new float[channels], new byte[channels]);
    for (int c = 0; c < channels; c++) {
      inputs.means[c] = dataset.normalization().mean(c);
      inputs.stds[c] = dataset.normalization().std(c);
      inputs.zeros[c] = dataset.normalization().zeroPixel(c);
    }
    return inputs;
  }
}
