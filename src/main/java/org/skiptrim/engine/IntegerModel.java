package org.skiptrim.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.IntegerRanges;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Shape;

/**
 * A quantized network on the engine: the integers of its definition, thousands of times faster than
 * a plain interpreter. Close it to free its parameters.
 */
public final class IntegerModel implements AutoCloseable {
  private final Owned owned = new Owned();
  private final Network<IntegerOp> network;
  private final FixedPoint inputType;
  private final Map<String, Map<String, Tensor>> parameters = new HashMap<>();
  private final Map<String, ExactArithmetic> arithmetic = new HashMap<>();
  private final Map<String, ExactConvolution> convolutions = new HashMap<>();

  /**
   * Copies the parameters.
   *
   * @param network a graph on integers
   * @param integers its weights, scales and biases
   * @param inputType the type of the image
   */
  public IntegerModel(Network<IntegerOp> network, Parameters integers, FixedPoint inputType) {
    this.network = network;
    this.inputType = inputType;
    try (EngineScope scope = EngineScope.inference()) {
      IntegerRanges ranges = new IntegerRanges(network, integers, inputType);
      for (Node<IntegerOp> node : network.nodes()) {
        ExactArithmetic exact = ExactArithmetic.of(ranges, node.name());
        arithmetic.put(node.name(), exact);
        if (node.op() instanceof IntegerOp.Conv2d op) {
          IntegerRange inputs = ranges.of(node.input());
          convolutions.put(
              node.name(),
              new ExactConvolution(op, integers.get(node.name(), "weight"), inputs, exact, owned));
        } else {
          load(node, integers, exact);
        }
      }
    }
  }

  private void load(Node<IntegerOp> node, Parameters integers, ExactArithmetic exact) {
    Map<String, Tensor> tensors = new HashMap<>();
    integers
        .nodes()
        .getOrDefault(node.name(), Map.of())
        .forEach(
            (name, values) -> {
              Tensor tensor = Tensors.of(values, exact.scalarType());
              tensors.put(
                  name,
                  owned.keep(
                      node.op() instanceof IntegerOp.Requantize op
                          ? map(tensor, network.shape(node.name()), exact.isReal() ? op.shift() : 0)
                          : tensor));
            });
    parameters.put(node.name(), tensors);
  }

  /**
   * A value for each channel, over 2^shift, as a feature map: broadcast over pixels, the innermost
   * loop would have as few turns as there are channels.
   */
  private static Tensor map(Tensor perChannel, Shape shape, int shift) {
    Tensor map = perChannel.view(1, -1, 1, 1).expand(1, -1, shape.height(), shape.width());
    Tensor own = Tensors.channelsLast(map);
    return shift == 0 ? own : own.mul(new Scalar(Math.scalb(1.0, -shift)));
  }

  /**
   * The integers of the logits.
   *
   * @param images real numbers; the input's type rounds them
   */
  public Value forward(Value images) {
    return forwardIntegers(images.toIntegers(inputType));
  }

  /** The same from images that already are integers of the input's type. */
  public Value forwardIntegers(Value integers) {
    GraphPass<IntegerOp> pass = new GraphPass<>(network);
    String output = network.output().name();
    Tensor logits =
        pass.run(node -> result(node, pass, integers.tensor()), Set.of(output)).get(output);
    return new Value(logits);
  }

  private Tensor result(Node<IntegerOp> node, GraphPass<IntegerOp> pass, Tensor images) {
    String name = node.name();
    return node.op()
        .accept(
            new IntegerForward(
                node,
                parameters.get(name),
                arithmetic.get(name),
                convolutions.get(name),
                pass,
                images));
  }

  @Override
  public void close() {
    owned.close();
  }
}
