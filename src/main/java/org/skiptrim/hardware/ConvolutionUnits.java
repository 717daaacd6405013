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
   * A power of two, as the buffer's addresses want it. A window covers less, but while the last
   * ones of an image are read the first of the next image arrives: with room for both the unit does
   * not stop between images.
   */
  private static int depthPixels(Window window, Shape in) {
    int kernel = window.kernel();
    return powerOfTwo(
        kernel == 1 ? 2 : Math.max(kernel * (in.width() + 1), fromLastToNextFirst(window, in)));
  }

  /** Pixels from the oldest of an image's last window to the newest of the next image's first. */
  private static int fromLastToNextFirst(Window window, Shape in) {
    Shape out = window.output(in, in.channels());
    int top = (out.height() - 1) * window.stride() - window.padding();
    int left = (out.width() - 1) * window.stride() - window.padding();
    int oldest = Math.max(0, top) * in.width() + Math.max(0, left);
    return in.pixels() + PixelNeeds.newestPixel(window, in, out, 0) + 1 - oldest;
  }

  /** Of a window's buffer: a pixel's beats stand at addresses of their own bits. */
  static int bufferWords(int depthPixels, int beats) {
    return depthPixels * powerOfTwo(beats);
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(2 * atLeast - 1);
  }
}
