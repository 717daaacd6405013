package org.skiptrim.hardware;

import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * The two units of a convolution at a fold.
 *
 * @param memories what theirs are made of
 */
record ConvolutionUnits(QuantizedNetwork quantized, MemoryStyles memories) {

  /**
   * What cuts an image into windows.
   *
   * @param bits of a value
   */
  Unit.SlidingWindow window(Shape in, int lanes, int bits, Window window, int outputFolds) {
    int depth = depthPixels(window, in);
    return new Unit.SlidingWindow(
        in.height(),
        in.width(),
        in.channels(),
        bits,
        lanes,
        window.kernel(),
        window.stride(),
        window.padding(),
        window.asymmetry(),
        outputFolds,
        depth,
        memories.ram(bufferWords(depth, in.channels() / lanes), lanes * bits));
  }

  /**
   * What multiplies them.
   *
   * @param restFile of the weights that do not stand in block RAM, where only some do
   */
  Unit.MatrixVector matrix(
      String node, Fold fold, StreamType values, String weightsFile, String restFile) {
    FixedPoint weights = quantized.network().node(node).op().weightType().orElseThrow();
    Window window = quantized.network().node(node).op().window().orElseThrow();
    int channels = quantized.network().shape(quantized.network().node(node).input()).channels();
    int beats = window.kernel() * window.kernel() * channels / fold.simd();
    int outputFolds = quantized.network().shape(node).channels() / fold.pe();
    int words = beats * outputFolds;
    int first = memories.firstBlockWords(words, fold.products() * weights.width());
    return new Unit.MatrixVector(
        beats,
        outputFolds,
        fold.simd(),
        fold.pe(),
        values.bits(),
        values.signed(),
        weights.width(),
        quantized.range(node).bits(),
        fold.kind().ordinal(),
        first,
        weightsFile,
        first > 0 && first < words ? restFile : "");
  }

  /**
   * A power of two, as the buffer's addresses want it. A window covers less, but while one is read
   * the pixels of the next one arrive, which may lie in the next row or the next image: with room
   * for both the unit does not stop.
   */
  private static int depthPixels(Window window, Shape in) {
    int kernel = window.kernel();
    return powerOfTwo(
        kernel == 1 ? 2 : Math.max(kernel * (in.width() + 1), fromOneToTheNext(window, in)));
  }

  /** The most pixels from the oldest that a window keeps to the newest of the one after it. */
  private static int fromOneToTheNext(Window window, Shape in) {
    Shape out = window.output(in, in.channels());
    int most = 0;
    for (int p = 0; p < out.pixels(); p++) {
      boolean last = p == out.pixels() - 1;
      int newest = PixelNeeds.newestPixel(window, in, out, last ? 0 : p + 1);
      most = Math.max(most, newest + (last ? in.pixels() : 0) + 1 - oldestKept(window, in, out, p));
    }
    return most;
  }

  /** A row's first pixels are kept where the next windows' row begins with them, too. */
  private static int oldestKept(Window window, Shape in, Shape out, int p) {
    int row = p / out.width();
    int top = first(row, window);
    boolean keepsRow = row < out.height() - 1 && first(row + 1, window) == top;
    return top * in.width() + (keepsRow ? 0 : first(p % out.width(), window));
  }

  /** The first row or column that a window sees. */
  private static int first(int index, Window window) {
    return Math.max(0, index * window.stride() - window.padding());
  }

  /** Of a window's buffer: a pixel's beats stand at addresses of their own bits. */
  static int bufferWords(int depthPixels, int beats) {
    return depthPixels * powerOfTwo(beats);
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(2 * atLeast - 1);
  }
}
