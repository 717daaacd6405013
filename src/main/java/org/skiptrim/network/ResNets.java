package org.skiptrim.network;

import java.util.Optional;

/**
 * Residual networks for small images (He et al., arXiv 1512.03385, section 4.2): a stem, three
 * stages of blocks with 16, 32 and 64 channels, global average pooling, one dense layer.
 */
public final class ResNets {
  private static final double EPSILON = 1e-5;

  private final NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
  private final Shortcut shortcut;
  private final Block block;

  private ResNets(Shortcut shortcut, Block block) {
    this.shortcut = shortcut;
    this.block = block;
  }

  /**
   * ResNet{@code depth} with the published widths, projection shortcuts and basic blocks.
   *
   * @param depth 6n+2: 8, 14, 20, 32, 44, 56, 110 …
   * @param image the shape of the images
   * @throws IllegalArgumentException if depth is not 6n+2
   */
  public static Network<RealOp> resNet(int depth, Shape image, int classes) {
    return resNet(Architecture.ofDepth(depth), image, classes);
  }

  /** The network of that architecture. */
  public static Network<RealOp> resNet(Architecture architecture, Shape image, int classes) {
    ResNets net = new ResNets(architecture.shortcut(), architecture.block());
    int[] widths = architecture.stages().stream().mapToInt(Integer::intValue).toArray();
    return net.build(architecture.blocks(), widths, image, classes);
  }

  /**
   * One with other widths, projection shortcuts and basic blocks.
   *
   * @param blocks how many in each stage
   * @param widths channels of each stage; each stage after the first halves height and width
   */
  public static Network<RealOp> resNet(int blocks, int[] widths, Shape image, int classes) {
    return resNet(blocks, widths, Shortcut.PROJECTION, Block.BASIC, image, classes);
  }

  /** One with other widths. */
  public static Network<RealOp> resNet(
      int blocks, int[] widths, Shortcut shortcut, Block block, Shape image, int classes) {
    return new ResNets(shortcut, block).build(blocks, widths, image, classes);
  }

  private Network<RealOp> build(int blocks, int[] widths, Shape image, int classes) {
    String x = builder.add("input", new RealOp.Input(image));
    x = convolutionNormRelu("stem", x, widths[0], 1);
    int channels = widths[0];
    for (int stage = 0; stage < widths.length; stage++) {
      for (int number = 0; number < blocks; number++) {
        int stride = stage > 0 && number == 0 ? 2 : 1;
        String name = "stage" + (stage + 1) + ".block" + (number + 1);
        x = block(name, x, channels, widths[stage], stride);
        channels = widths[stage];
      }
    }
    x = builder.add("pool", new RealOp.GlobalAveragePool(), x);
    builder.add("classifier", new RealOp.Dense(classes, Optional.empty()), x);
    return builder.build();
  }

  private String block(String name, String x, int inputs, int outputs, int stride) {
    String branch = convolutionNormRelu(name + ".1", x, outputs, stride);
    branch = convolutionNorm(name + ".2", branch, outputs, 3, 1);
    boolean sameShape = stride == 1 && inputs == outputs;
    String skip = sameShape ? x : shortcut(name + ".shortcut", x, outputs, stride);
    if (block == Block.RELU_BEFORE_ADD) {
      branch = builder.add(name + ".2.relu", new RealOp.Relu(), branch);
      return builder.add(name + ".add", new RealOp.Add(), branch, skip);
    }
    String sum = builder.add(name + ".add", new RealOp.Add(), branch, skip);
    return builder.add(name + ".relu", new RealOp.Relu(), sum);
  }

  private String shortcut(String name, String x, int outputs, int stride) {
    return shortcut == Shortcut.PROJECTION
        ? convolutionNorm(name, x, outputs, 1, stride)
        : builder.add(name, new RealOp.ZeroPadShortcut(outputs, stride), x);
  }

  private String convolutionNormRelu(String name, String x, int outputs, int stride) {
    String normed = convolutionNorm(name, x, outputs, 3, stride);
    return builder.add(name + ".relu", new RealOp.Relu(), normed);
  }

  private String convolutionNorm(String name, String x, int outputs, int kernel, int stride) {
    RealOp convolution = new RealOp.Conv2d(outputs, kernel, stride, kernel / 2, Optional.empty());
    String y = builder.add(name + ".conv", convolution, x);
    return builder.add(name + ".norm", new RealOp.BatchNorm(EPSILON), y);
  }
}
