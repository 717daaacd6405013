package org.skiptrim.keras;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.skiptrim.network.Parameters.Values;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The graph of a file that has weights alone: a ResNet v1 of depth 6n+2 as Keras' CIFAR-10 example
 * ({@code resnet_v1} of cifar10_resnet) builds it.
 *
 * <pre>
 *   conv ─▶ norm ─▶ relu ─▶ [ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ─▶ add ─▶ relu ] × 3n ─▶ pool ─▶ dense
 *                             └──────────(conv 1×1, without norm)───────┘
 * </pre>
 *
 * Files have the layers in that order; the second and the third stage begin with a stride of 2.
 */
final class ResNetV1 {
  private static final int STAGES = 3;
  private static final int SIDE = 32; // pixels of CIFAR's images

  private final StoredWeights weights;
  private final Iterator<String> convolutions;
  private final Iterator<String> norms;
  private final List<Layer> layers = new ArrayList<>();

  private ResNetV1(StoredWeights weights) {
    this.weights = weights;
    this.convolutions = convolutions(weights).iterator();
    this.norms = norms(weights).iterator();
  }

  /**
   * The graph.
   *
   * @throws KerasException if the weights are not those of such a network
   */
  static ModelConfig of(StoredWeights weights) throws KerasException {
    List<String> dense = beginningWith(weights, 2);
    int blocks = blocks(weights);
    if (blocks < 1
        || convolutions(weights).size() != 6 * blocks + 3
        || norms(weights).size() != 6 * blocks + 1
        || dense.size() != 1) {
      throw new KerasException(
          ("it holds weights without a model, and %d convolutions, %d batch norms and %d dense layers are not"
                  + " a ResNet v1 of Keras' CIFAR-10 example; save the whole model: model.save(…)")
              .formatted(convolutions(weights).size(), norms(weights).size(), dense.size()));
    }
    return new ResNetV1(weights).model(blocks, dense.get(0));
  }

  /** What was taken for granted. */
  static String note(StoredWeights weights) {
    return "it holds weights without a model: they are taken for a ResNet%d v1 of Keras' CIFAR-10 example, for images of %d×%d"
        .formatted(6 * blocks(weights) + 2, SIDE, SIDE);
  }

  private static int blocks(StoredWeights weights) {
    return (convolutions(weights).size() - 3) / 6;
  }

  private static List<String> convolutions(StoredWeights weights) {
    return beginningWith(weights, 4);
  }

  private static List<String> norms(StoredWeights weights) {
    return beginningWith(weights, 1);
  }

  /** The layers whose first array has so many extents. */
  private static List<String> beginningWith(StoredWeights weights, int extents) {
    return weights.byName().keySet().stream()
        .filter(name -> weights.byName().get(name).get(0).shape().size() == extents)
        .toList();
  }

  private ModelConfig model(int blocks, String dense) {
    int channels = shape(convolutions(weights).get(0)).get(2);
    ObjectNode image = config();
    image.putArray("batch_shape").addNull().add(SIDE).add(SIDE).add(channels);
    String x = convolutionNorm(add(Layer.INPUT, "input", image), 1);
    x = relu(x);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks; block++) {
        x = block(x, stage > 0 && block == 0);
      }
    }
    x = add("GlobalAveragePooling2D", "average_pooling2d", config(), x);
    ObjectNode last = config().put("units", shape(dense).get(1));
    last.put("use_bias", weights.byName().get(dense).size() > 1);
    return new ModelConfig(layers, add(Layer.DENSE, dense, last, x));
  }

  private String block(String x, boolean halves) {
    int stride = halves ? 2 : 1;
    String branch = relu(convolutionNorm(x, stride));
    branch = convolutionNorm(branch, 1);
    String skip = halves ? convolution(x, stride) : x;
    String sum = add("Add", "add_" + layers.size(), config(), skip, branch);
    return relu(sum);
  }

  private String convolutionNorm(String x, int stride) {
    String y = convolution(x, stride);
    String norm = norms.next();
    boolean both = weights.byName().get(norm).size() == 4;
    return add(Layer.NORM, norm, config().put("scale", both), y);
  }

  private String convolution(String x, int stride) {
    String name = convolutions.next();
    List<Integer> shape = shape(name);
    ObjectNode config = config().put("filters", shape.get(3)).put("padding", "same");
    config.putArray("kernel_size").add(shape.get(0)).add(shape.get(1));
    config.put("strides", stride).put("use_bias", weights.byName().get(name).size() > 1);
    return add(Layer.CONVOLUTION, name, config, x);
  }

  private String relu(String x) {
    return add("Activation", "activation_" + layers.size(), config().put("activation", "relu"), x);
  }

  private String add(String type, String name, ObjectNode config, String... inputs) {
    layers.add(new Layer(type, name, config, List.of(inputs), 1));
    return name;
  }

  private List<Integer> shape(String layer) {
    List<Values> arrays = weights.byName().get(layer);
    return arrays.get(0).shape();
  }

  private static ObjectNode config() {
    return JsonNodeFactory.instance.objectNode();
  }
}
