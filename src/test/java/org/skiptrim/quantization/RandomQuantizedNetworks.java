package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/**
 * Networks on integers with random structure and constants, the same for the same seed. Constants
 * are such that some values saturate and most do not.
 */
public final class RandomQuantizedNetworks {
  private static final int[][] PRECISIONS = {
    {16, 5}, {16, 4}, {8, 3}, {8, 2}, {5, 2}, {4, 2}, {3, 1}, {2, 1}
  };

  private static final int[][] WIDE = {{24, 12}, {24, 3}, {22, 22}, {20, 8}, {18, 6}, {17, -2}};

  private final Random random;
  private final RandomLayers layers;
  private int blocks;

  private RandomQuantizedNetworks(Random random, RandomLayers layers) {
    this.random = random;
    this.layers = layers;
  }

  /** A small network of a few blocks: plain, identity, projection, shortened or nested skips. */
  public static QuantizedNetwork small(long seed) {
    return small(seed, PRECISIONS, false);
  }

  /** The same with a type for each layer's weights, and for each sum before an add. */
  public static QuantizedNetwork mixed(long seed) {
    return small(seed, PRECISIONS, true);
  }

  /** The same in types of over 16 bits, whose products can need more than 64. */
  public static QuantizedNetwork wide(long seed) {
    return small(seed, WIDE, false);
  }

  private static QuantizedNetwork small(long seed, int[][] precisions, boolean mixed) {
    Random random = Seeds.random(seed);
    int[] precision = precisions[random.nextInt(precisions.length)];
    FixedPoint type =
        new FixedPoint(
            precision[0],
            precision[1],
            true,
            Rounding.values()[random.nextInt(3)],
            Overflow.values()[random.nextInt(4) == 0 ? 1 : 0]);
    Shape image = new Shape(1 + random.nextInt(4), 3 + random.nextInt(6), 3 + random.nextInt(6));
    RandomLayers layers = new RandomLayers(random, type, random.nextBoolean());
    if (mixed) {
      layers.mix();
    }
    return new RandomQuantizedNetworks(random, layers).build(image);
  }

  /** Kernels of up to 7 pixels, paddings of each side, pools. */
  public static QuantizedNetwork windows(long seed) {
    Random random = Seeds.random(seed);
    int[] precision = PRECISIONS[random.nextInt(PRECISIONS.length)];
    FixedPoint type = FixedPoint.signed(precision[0], precision[1]);
    RandomLayers layers = new RandomLayers(random, type, random.nextBoolean());
    RandomQuantizedNetworks of = new RandomQuantizedNetworks(random, layers);
    Shape image = new Shape(1 + random.nextInt(3), 4 + random.nextInt(9), 4 + random.nextInt(9));
    String x = layers.input(image, FixedPoint.signed(8, 1).withSigned(random.nextBoolean()));
    x = layers.convolution("stem", x, of.channels(), of.window(x, true), random.nextInt(4) > 0);
    x = of.pool("pool0", x);
    x = of.same("block1", x);
    x = layers.convolution("plain", x, of.channels(), of.window(x, true), true);
    x = of.pool("pool1", x);
    return layers.finish("classifier", layers.globalSum("sum", x), 3);
  }

  /** A skip around a convolution whose padding may be one-sided. */
  private String same(String name, String x) {
    int kernel = 1 + random.nextInt(5);
    int padding = random.nextInt(kernel);
    Window window = new Window(kernel, 1, padding, kernel - 1 - 2 * padding);
    String branch = layers.convolution(name + ".1", x, layers.channels(x), window, false);
    return layers.add(name, branch, x, relu());
  }

  private String pool(String name, String x) {
    return switch (random.nextInt(4)) {
      case 0 -> x;
      case 1 -> layers.fits(x, 2) ? layers.averagePool(name, x, 2, stride()) : x;
      default -> layers.maxPool(name, x, window(x, layers.isUnsigned(x)));
    };
  }

  /** One that the map is large enough for, and whose windows pass in few cycles. */
  private Window window(String x, boolean padded) {
    Shape map = layers.shape(x);
    int extent = Math.min(map.height(), map.width());
    while (true) {
      int kernel = 1 + random.nextInt(7);
      int before = padded ? random.nextInt(kernel) : 0;
      int after = padded ? random.nextInt(kernel) : 0;
      int stride = kernel == 1 ? stride() : 1 + random.nextInt(Math.min(3, kernel));
      Window window = new Window(kernel, stride, before, after - before);
      if (extent + before + after >= kernel
          && window.output(map, 1).pixels() * window.pixels() < 3500) {
        return window;
      }
    }
  }

  private QuantizedNetwork build(Shape image) {
    String x = layers.input(image, FixedPoint.signed(8, 1).withSigned(random.nextBoolean()));
    if (random.nextInt(4) > 0) {
      x = layers.convolution("stem", x, channels(), 3, 1, 1, true);
    }
    int count = 1 + random.nextInt(3);
    for (blocks = 0; blocks < count; blocks++) {
      x = block("block" + blocks, x);
    }
    x = layers.globalSum("pool", x);
    return layers.finish("classifier", x, 2 + random.nextInt(5));
  }

  private String block(String name, String x) {
    return switch (random.nextInt(6)) {
      case 0 -> plain(name, x);
      case 1 -> identity(name, x);
      case 2, 3 -> projection(name, x);
      case 4 -> shortened(name, x);
      default -> nested(name, x);
    };
  }

  private String plain(String name, String x) {
    int kernel = kernel();
    int padding = random.nextInt(3) > 0 || !layers.fits(x, kernel) ? kernel / 2 : 0;
    return layers.convolution(name, x, channels(), kernel, stride(), padding, relu());
  }

  private String identity(String name, String x) {
    String branch = rescaledIfMixed(name, x);
    if (random.nextInt(3) > 0) {
      int kernel = kernel();
      branch = layers.convolution(name + ".1", branch, channels(), kernel, 1, kernel / 2, relu());
    }
    int kernel = kernel();
    branch =
        layers.convolution(name + ".2", branch, layers.channels(x), kernel, 1, kernel / 2, false);
    return random.nextBoolean()
        ? layers.add(name, branch, x, relu())
        : layers.add(name, x, branch, relu());
  }

  /** What convolutions read of it: the skip carries it as it is. */
  private String rescaledIfMixed(String name, String x) {
    return layers.isMixed() && random.nextBoolean() && !x.equals("input")
        ? layers.rescaled(name + ".rescaled", x)
        : x;
  }

  private String projection(String name, String x) {
    int outputs = channels();
    int stride = stride();
    String branch = layers.convolution(name + ".1", x, channels(), 3, stride, 1, relu());
    branch = layers.convolution(name + ".2", branch, outputs, 3, 1, 1, false);
    String skip = layers.convolution(name + ".shortcut", x, outputs, 1, stride, 0, false);
    return layers.add(name, branch, skip, relu());
  }

  /** One block whose skip is subsampled and padded with channels of zeros. */
  public static QuantizedNetwork zeroPadShortcut(long seed) {
    Random random = Seeds.random(seed);
    int[] precision = PRECISIONS[random.nextInt(PRECISIONS.length)];
    FixedPoint type = FixedPoint.signed(precision[0], precision[1]);
    RandomLayers layers = new RandomLayers(random, type, random.nextBoolean());
    RandomQuantizedNetworks of = new RandomQuantizedNetworks(random, layers);
    String x =
        layers.input(
            new Shape(1 + random.nextInt(3), 3 + random.nextInt(6), 3 + random.nextInt(6)),
            FixedPoint.signed(8, 1));
    x = layers.convolution("stem", x, of.channels(), 3, 1, 1, true);
    int outputs = layers.channels(x) + random.nextInt(6);
    int stride = of.stride();
    String branch = layers.convolution("block.1", x, of.channels(), 3, stride, 1, of.relu());
    branch = layers.convolution("block.2", branch, outputs, 3, 1, 1, false);
    String skip = layers.zeroPadShortcut("block.shortcut", x, outputs, stride);
    x = layers.add("block", branch, skip, of.relu());
    return layers.finish("classifier", layers.globalSum("pool", x), 3);
  }

  /** Two skips around one convolution each, added after the ReLU. */
  private String shortened(String name, String x) {
    String first = layers.convolution(name + ".1", x, layers.channels(x), 3, 1, 1, true);
    String middle = layers.add(name + ".first", first, x, false);
    String second = layers.convolution(name + ".2", middle, layers.channels(x), 3, 1, 1, true);
    return layers.add(name, second, middle, false);
  }

  /** A skip around a block that has a skip of its own. */
  private String nested(String name, String x) {
    String inner = identity(name + ".inner", x);
    return layers.add(name, inner, x, relu());
  }

  private int channels() {
    return List.of(1, 2, 3, 4, 6, 8, 10, 12).get(random.nextInt(8));
  }

  private int kernel() {
    return random.nextInt(3) == 0 ? 1 : 3;
  }

  private int stride() {
    return 1 + random.nextInt(2);
  }

  private boolean relu() {
    return random.nextInt(3) > 0;
  }

  /**
   * A residual network as {@code ResNets.resNet} builds them, on integers of {@code type}.
   *
   * @param depth 6n+2
   */
  public static QuantizedNetwork resNet(
      long seed, int depth, int[] widths, Shape image, FixedPoint type, boolean skips) {
    Random random = new Random(seed);
    RandomLayers layers = new RandomLayers(random, type, true);
    String x = layers.input(image, FixedPoint.unsigned(8, 0));
    x = layers.convolution("stem", x, widths[0], 3, 1, 1, true);
    for (int stage = 1; stage <= widths.length; stage++) {
      for (int block = 1; block <= (depth - 2) / 6; block++) {
        String name = "stage" + stage + ".block" + block;
        int stride = stage > 1 && block == 1 ? 2 : 1;
        x = basicBlock(layers, name, x, widths[stage - 1], stride, skips);
      }
    }
    return layers.finish("classifier", layers.globalSum("pool", x), 10);
  }

  private static String basicBlock(
      RandomLayers layers, String name, String x, int outputs, int stride, boolean skips) {
    String branch = layers.convolution(name + ".1", x, outputs, 3, stride, 1, true);
    branch = layers.convolution(name + ".2", branch, outputs, 3, 1, 1, !skips);
    if (!skips) {
      return branch;
    }
    boolean identity = stride == 1 && layers.channels(x) == outputs;
    String skip =
        identity ? x : layers.convolution(name + ".shortcut", x, outputs, 1, stride, 0, false);
    return layers.add(name, branch, skip, true);
  }

  /** What an identity skip goes around, in {@link #identitySkip}. */
  public enum Branch {
    /** One 3×3 convolution: a shortened skip. */
    ONE,
    /** Two 3×3 convolutions, the first with more channels. */
    TWO,
    /** A 1×1, a 3×3 and a 1×1 convolution, as in a bottleneck block. */
    BOTTLENECK,
    /** A block with a skip of its own, and a convolution. */
    NESTED
  }

  /** A stem, the identity skip {@code skip.add} and a classifier. */
  public static QuantizedNetwork identitySkip(long seed, Branch branch) {
    RandomLayers layers = new RandomLayers(new Random(seed), FixedPoint.signed(4, 2), true);
    String x = layers.input(new Shape(2, 5, 7), FixedPoint.unsigned(8, 0));
    x = layers.convolution("stem", x, 4, 3, 1, 1, true);
    String end =
        switch (branch) {
          case ONE -> layers.convolution("a", x, 4, 3, 1, 1, false);
          case TWO ->
              layers.convolution(
                  "b", layers.convolution("a", x, 6, 3, 1, 1, true), 4, 3, 1, 1, false);
          case BOTTLENECK -> {
            String reduced = layers.convolution("a", x, 2, 1, 1, 0, true);
            String middle = layers.convolution("b", reduced, 2, 3, 1, 1, true);
            yield layers.convolution("c", middle, 4, 1, 1, 0, false);
          }
          case NESTED -> {
            String inner = layers.convolution("a", x, 4, 3, 1, 1, true);
            yield layers.convolution("b", layers.add("inner", inner, x, true), 4, 3, 1, 1, false);
          }
        };
    x = layers.add("skip", end, x, true);
    return layers.finish("classifier", layers.globalSum("pool", x), 3);
  }

  /** Images that use the whole range of the network's input. */
  public static List<long[]> images(QuantizedNetwork network, long seed, int count) {
    Random random = new Random(seed);
    FixedPoint type = network.inputType();
    int size = network.network().shape(network.network().input().name()).size();
    List<long[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(random.longs(size, type.minInteger(), type.maxInteger() + 1).toArray());
    }
    return images;
  }
}
