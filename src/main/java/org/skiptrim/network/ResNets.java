package org.skiptrim.network;

import java.util.Optional;

/**
 * Residual networks for small images (He et al., arXiv 1512.03385, section 4.2): a stem, three
 * stages of basic blocks with 16, 32 and 64 channels, global average pooling, one dense layer. 6n+2
 * layers for n blocks a stage. Where a block changes the shape, its shortcut is a 1×1 convolution
 * with batch norm.
 */
public final class ResNets {
  private static final double EPSILON = 1e-5;

  private final NetworkBuilder builder = new NetworkBuilder();

  private ResNets() {}

  /**
   * ResNet{@code depth} with the published widths.
   *
   * @param depth 6n+2: 8, 14, 20, 32, 44, 56, 110 …
   * @param image the shape of the images
   * @throws IllegalArgumentException if depth is not 6n+2
   */
  public static Network resNet(int depth, Shape image, int classes) {
    if (depth < 8 || depth % 6 != 2) {
      throw new IllegalArgumentException(
          "depth " + depth + " is not 6n+2; use 8, 20, 32, 44, 56 or 110");
    }
    return resNet((depth - 2) / 6, new int[] {16, 32, 64}, image, classes);
  }

  /**
   * The same with other widths.
   *
   * @param blocks how many basic blocks in each stage
   * @param widths channels of each stage; each stage after the first halves height and width
   */
  public static Network resNet(int blocks, int[] widths, Shape image, int classes) {
    ResNets net = new ResNets();
    String x = net.builder.add("input", new Op.Input(image));
    x = net.convolutionNormRelu("stem", x, widths[0], 1);
    int channels = widths[0];
    for (int stage = 0; stage < widths.length; stage++) {
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String name = "stage" + (stage + 1) + ".block" + (block + 1);
        x = net.basicBlock(name, x, channels, widths[stage], stride);
        channels = widths[stage];
      }
    }
    x = net.builder.add("pool", new Op.GlobalAveragePool(), x);
    net.builder.add("classifier", new Op.Dense(classes, Optional.empty()), x);
    return net.builder.build();
  }

  private String basicBlock(String name, String x, int inputs, int outputs, int stride) {
    String branch = convolutionNormRelu(name + ".1", x, outputs, stride);
    branch = convolutionNorm(name + ".2", branch, outputs, 3, 1);
    boolean sameShape = stride == 1 && inputs == outputs;
    String skip = sameShape ? x : convolutionNorm(name + ".shortcut", x, outputs, 1, stride);
    String sum = builder.add(name + ".add", new Op.Add(), branch, skip);
    return builder.add(name + ".relu", new Op.Relu(), sum);
  }

  private String convolutionNormRelu(String name, String x, int outputs, int stride) {
    String normed = convolutionNorm(name, x, outputs, 3, stride);
    return builder.add(name + ".relu", new Op.Relu(), normed);
  }

  private String convolutionNorm(String name, String x, int outputs, int kernel, int stride) {
    Op convolution = new Op.Conv2d(outputs, kernel, stride, kernel / 2, Optional.empty());
    String y = builder.add(name + ".conv", convolution, x);
    return builder.add(name + ".norm", new Op.BatchNorm(EPSILON), y);
  }
}
