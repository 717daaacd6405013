package org.skiptrim.quantization;

import java.util.List;
import java.util.Random;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;

/**
 * Networks of a skip connection or two and little else, so that hundreds of them can be simulated.
 * The same for the same seed.
 */
public final class RandomSkipNetworks {
  private final Random random;
  private final RandomLayers layers;

  /** What a block does beside its branch of 3×3 and 1×1 convolutions. */
  private enum Form {
    SHORTENED,
    IDENTITY,
    BOTTLENECK,
    POINTWISE,
    NESTED,
    PROJECTION,
    ZERO_PAD
  }

  private RandomSkipNetworks(long seed) {
    random = Seeds.random(seed);
    int bits = 2 + random.nextInt(4);
    layers = new RandomLayers(random, FixedPoint.signed(bits, 1), random.nextBoolean());
  }

  /** With at least one skip connection. */
  public static QuantizedNetwork of(long seed) {
    RandomSkipNetworks of = new RandomSkipNetworks(seed);
    String x = of.block("b0", of.begin());
    if (of.random.nextInt(6) == 0) {
      x = of.block("b1", x);
    }
    return of.end(x);
  }

  /** Without any. */
  public static QuantizedNetwork skipless(long seed) {
    RandomSkipNetworks of = new RandomSkipNetworks(seed);
    String x = of.begin();
    for (int i = 0; i < 3; i++) {
      int kernel = of.random.nextInt(3) == 0 ? 1 : 3;
      x = of.convolution("conv" + i, x, of.channels(), kernel, 1 + of.random.nextInt(2), true);
    }
    return of.end(x);
  }

  /** An image that is no square, and perhaps a layer. */
  private String begin() {
    int height = 2 + random.nextInt(5);
    int width = 2 + random.nextInt(5);
    Shape image = new Shape(channels(), height, width == height ? width + 1 : width);
    String x = layers.input(image, FixedPoint.signed(4, 1).withSigned(random.nextBoolean()));
    return random.nextInt(4) == 0 ? convolution("stem", x, channels(), 3, 1, true) : x;
  }

  private QuantizedNetwork end(String x) {
    return random.nextInt(6) == 0
        ? layers.finish("classifier", layers.globalSum("pool", x), 3)
        : layers.finish();
  }

  private String block(String name, String x) {
    return switch (Form.values()[random.nextInt(Form.values().length)]) {
      case SHORTENED -> add(name, convolution(name + ".1", x, layers.channels(x), 3, 1, true), x);
      case IDENTITY -> add(name, two(name, x, layers.channels(x), 1), x);
      case BOTTLENECK -> bottleneck(name, x);
      case POINTWISE -> add(name, convolution(name + ".1", x, layers.channels(x), 1, 1, false), x);
      case NESTED -> nested(name, x);
      case PROJECTION -> projection(name, x);
      case ZERO_PAD -> zeroPad(name, x);
    };
  }

  private String two(String name, String x, int outputs, int stride) {
    String first = convolution(name + ".1", x, channels(), 3, stride, true);
    return convolution(name + ".2", first, outputs, 3, 1, false);
  }

  private String bottleneck(String name, String x) {
    String reduced = convolution(name + ".1", x, channels(), 1, 1, true);
    String middle = convolution(name + ".2", reduced, channels(), 3, 1, true);
    return add(name, convolution(name + ".3", middle, layers.channels(x), 1, 1, false), x);
  }

  private String nested(String name, String x) {
    int channels = layers.channels(x);
    String inner = convolution(name + ".1", x, channels, 3, 1, true);
    inner = add(name + ".inner", inner, x);
    return add(name, convolution(name + ".2", inner, channels, 3, 1, false), x);
  }

  private String projection(String name, String x) {
    int outputs = channels();
    int stride = 1 + random.nextInt(2);
    String branch = two(name, x, outputs, stride);
    return add(name, branch, convolution(name + ".shortcut", x, outputs, 1, stride, false));
  }

  private String zeroPad(String name, String x) {
    int outputs = layers.channels(x) + random.nextInt(4);
    int stride = 1 + random.nextInt(2);
    String branch = two(name, x, outputs, stride);
    return add(name, branch, layers.zeroPadShortcut(name + ".shortcut", x, outputs, stride));
  }

  private String convolution(
      String name, String x, int outputs, int kernel, int stride, boolean relu) {
    return layers.convolution(name, x, outputs, kernel, stride, kernel / 2, relu);
  }

  private String add(String name, String branch, String skip) {
    return random.nextBoolean()
        ? layers.add(name, branch, skip, random.nextBoolean())
        : layers.add(name, skip, branch, random.nextBoolean());
  }

  private int channels() {
    return List.of(1, 2, 2, 3, 4).get(random.nextInt(5));
  }
}
