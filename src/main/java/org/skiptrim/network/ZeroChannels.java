package org.skiptrim.network;

import java.util.List;

/**
 * How a zero-pad shortcut widens a feature map (He et al., arXiv 1512.03385, option A).
 *
 * @param before channels of zeros before the input's: half of those that are missing
 * @param after channels of zeros behind them
 */
public record ZeroChannels(int before, int after) {

  /** From so many channels to so many. */
  public static ZeroChannels of(int inputs, int outputs) {
    int before = (outputs - inputs) / 2;
    return new ZeroChannels(before, outputs - inputs - before);
  }

  static Shape output(List<Shape> inputs, int outputs, int stride) {
    Shape in = Inputs.only(inputs);
    if (stride < 1 || outputs < in.channels()) {
      throw new IllegalArgumentException(
          "a zero-pad shortcut makes %d channels of %d with stride %d; give as many or more, and 1 or more"
              .formatted(outputs, in.channels(), stride));
    }
    return Window.subsampling(stride).output(in, outputs);
  }
}
