package org.skiptrim.hardware;

import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Device;
import org.skiptrim.device.MemoryShape;

/**
 * A module of the hardware library with its parameters. The record's name and components are those
 * of {@code rtl/<module>.sv}: {@code MatrixVector.inputBits} is {@code InputBits} of {@code
 * matrix_vector}. What each does stands in {@code rtl/README.md}; {@code ...File} names a memory
 * file.
 */
public sealed interface Unit {

  /** The SystemVerilog module's name: {@code sliding_window} for {@link SlidingWindow}. */
  default String module() {
    return moduleOf(getClass());
  }

  /** Its memories of block RAM; some may have no words. */
  default List<MemoryShape> blockMemories() {
    return List.of();
  }

  /** The hard multipliers that it takes of a device. */
  default int multipliers(Device device) {
    return 0;
  }

  /** Says what its area depends on. */
  void describeTo(AreaFeatures features);

  /** The SystemVerilog module's name of a kind of unit. */
  static String moduleOf(Class<? extends Unit> kind) {
    return kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /**
   * Pixels → windows, {@code outputFolds} times each.
   *
   * @param ramStyle 0 registers, 1 LUT RAM, 2 block RAM; so for other units
   */
  record SlidingWindow(
      int height,
      int width,
      int channels,
      int bits,
      int simd,
      int kernel,
      int stride,
      int padding,
      int asymmetry,
      int outputFolds,
      int depthPixels,
      int ramStyle)
      implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.window(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      int words = ConvolutionUnits.bufferWords(depthPixels, channels / simd);
      return List.of(MemoryStyles.block(ramStyle, words, simd * bits));
    }
  }

  /**
   * The same, and pixels → {@code skip}: the windows' centres, or the pixel that the convolution
   * after the next will have come to.
   *
   * @param tap 1 centre, 2 top left corner
   */
  record TappedWindow(
      int height,
      int width,
      int channels,
      int bits,
      int simd,
      int kernel,
      int stride,
      int padding,
      int asymmetry,
      int outputFolds,
      int depthPixels,
      int ramStyle,
      int tap)
      implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.tapped(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      return window().blockMemories();
    }

    SlidingWindow window() {
      return new SlidingWindow(
          height,
          width,
          channels,
          bits,
          simd,
          kernel,
          stride,
          padding,
          asymmetry,
          outputFolds,
          depthPixels,
          ramStyle);
    }

    static TappedWindow of(SlidingWindow w, int tap) {
      return new TappedWindow(
          w.height(),
          w.width(),
          w.channels(),
          w.bits(),
          w.simd(),
          w.kernel(),
          w.stride(),
          w.padding(),
          w.asymmetry(),
          w.outputFolds(),
          w.depthPixels(),
          w.ramStyle(),
          tap);
    }
  }

  /**
   * Windows → sums of products, {@code pe} output channels × {@code simd} inputs a cycle.
   *
   * @param products 0 a multiplier each, 1 one for two output channels, 2 of LUTs
   * @param blockWords of the weights' memory that stand in block RAM
   * @param restFile of those that do not, where some do; empty otherwise
   */
  record MatrixVector(
      int beats,
      int outputFolds,
      int simd,
      int pe,
      int inputBits,
      boolean inputSigned,
      int weightBits,
      int accumulatorBits,
      int products,
      int blockWords,
      String weightsFile,
      String restFile)
      implements Unit {
    @Override
    public int multipliers(Device device) {
      return switch (Products.values()[products]) {
        case SINGLE -> pe * simd * AreaModel.tiles(inputBits, weightBits, device);
        case PAIRED -> pe * simd / 2;
        case LUTS -> 0;
      };
    }

    @Override
    public void describeTo(AreaFeatures features) {
      features.matrix(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      return List.of(new MemoryShape(blockWords, pe * simd * weightBits));
    }
  }

  /**
   * Scale, bias, rounding shift, ReLU and narrowing of each channel.
   *
   * @param scaleBits 0 where every channel's scale is 1
   * @param serial bits of the scale that a product takes a cycle, without a multiplier; 0 with one
   * @param roundingMode 0 half to even, 1 half up, 2 floor
   */
  record Requantize(
      int channels,
      int lanes,
      int accumulatorBits,
      int scaleBits,
      int serial,
      int biasBits,
      int shift,
      int roundingMode,
      boolean saturate,
      boolean relu,
      int outputBits,
      boolean outputSigned,
      int blockWords,
      String constantsFile)
      implements Unit {
    /** The same with products made some bits of the scale a cycle. */
    Requantize inSeries(int bits) {
      return new Requantize(
          channels,
          lanes,
          accumulatorBits,
          scaleBits,
          bits,
          biasBits,
          shift,
          roundingMode,
          saturate,
          relu,
          outputBits,
          outputSigned,
          blockWords,
          constantsFile);
    }

    /** Cycles that a product takes in series. */
    int steps() {
      return serial == 0 ? 0 : (scaleBits + serial - 1) / serial;
    }

    @Override
    public int multipliers(Device device) {
      return serial > 0 || scaleBits == 0
          ? 0
          : lanes * AreaModel.tiles(accumulatorBits, scaleBits, device);
    }

    @Override
    public void describeTo(AreaFeatures features) {
      features.requantize(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      return List.of(new MemoryShape(blockWords, lanes * (scaleBits + biasBits)));
    }
  }

  /** The same values in wider or narrower beats; one width divides the other. */
  record WidthConverter(int inputLanes, int outputLanes, int bits) implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.converter(this);
    }
  }

  /** {@code before} and {@code after} channels of zeros around the channels of each pixel. */
  record ChannelPad(int before, int channels, int after, int lanes, int bits) implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.pad(this);
    }
  }

  /** One stream → the same on {@code branch} and {@code skip}. */
  record StreamFork(int bits) implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      // All forks are the same but for their wires.
    }
  }

  /** Holds {@code depth} beats of a skip connection. */
  record SkipFifo(int bits, int depth, int ramStyle) implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.fifo(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      return List.of(MemoryStyles.block(ramStyle, depth - 1, bits));
    }
  }

  /** {@code branch · 2^branchShift + skip · 2^skipShift}, then as {@link Rescale} does. */
  record ResidualAdd(
      int lanes,
      int branchBits,
      boolean branchSigned,
      int skipBits,
      boolean skipSigned,
      int branchShift,
      int skipShift,
      int shift,
      int roundingMode,
      boolean relu,
      boolean saturate,
      int outputBits,
      boolean outputSigned)
      implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.add(this);
    }
  }

  /** {@code x / 2^shift}, rounded as {@link Requantize} does, ReLU if asked, narrowed. */
  record Rescale(
      int lanes,
      int inputBits,
      boolean inputSigned,
      int shift,
      int roundingMode,
      boolean relu,
      boolean saturate,
      int outputBits,
      boolean outputSigned)
      implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.rescale(this);
    }
  }

  /** The sum of each channel over an image or a window, or its largest value there. */
  record Pool(
      int pixels,
      int channels,
      int lanes,
      int inputBits,
      boolean inputSigned,
      int outputBits,
      boolean maximum)
      implements Unit {
    @Override
    public void describeTo(AreaFeatures features) {
      features.pool(this);
    }
  }

  /** A fully connected layer with biases. */
  record Dense(
      int inputs,
      int outputs,
      int simd,
      int pe,
      int inputBits,
      boolean inputSigned,
      int weightBits,
      int biasBits,
      int accumulatorBits,
      int ramStyle,
      int blockWords,
      String weightsFile,
      String biasFile)
      implements Unit {
    @Override
    public int multipliers(Device device) {
      return pe * simd * AreaModel.tiles(inputBits, weightBits, device);
    }

    @Override
    public void describeTo(AreaFeatures features) {
      features.dense(this);
    }

    @Override
    public List<MemoryShape> blockMemories() {
      int words = ConvolutionUnits.bufferWords(2, inputs / simd);
      return List.of(
          MemoryStyles.block(ramStyle, words, simd * inputBits),
          new MemoryShape(blockWords, pe * simd * weightBits));
    }
  }
}
