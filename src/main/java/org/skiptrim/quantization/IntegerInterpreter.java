package org.skiptrim.quantization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;

/**
 * Runs a {@link QuantizedNetwork} on plain integers, as plainly as it can be written: the
 * specification that the engine and the hardware are compared with.
 */
public final class IntegerInterpreter {
  private final QuantizedNetwork network;
  private final IntegerParameters parameters;

  /** Reads the parameters once. */
  public IntegerInterpreter(QuantizedNetwork network) {
    this.network = network;
    this.parameters = new IntegerParameters(network.integers());
  }

  /**
   * What every node makes of one image.
   *
   * @param image channels × height × width integers of the input's type
   * @return by node name, in the graph's order: channels × height × width integers
   */
  public Map<String, long[]> trace(long[] image) {
    int size = network.network().shape(network.network().input().name()).size();
    if (image.length != size) {
      throw new IllegalArgumentException(
          "the image has " + image.length + " values, the network's input " + size);
    }
    Map<String, long[]> values = new LinkedHashMap<>();
    for (Node<IntegerOp> node : network.network().nodes()) {
      IntegerStep step = new IntegerStep(network.network(), parameters, node, values, image);
      values.put(node.name(), node.op().accept(step));
    }
    return values;
  }

  /** The integers of the logits of one image. */
  public long[] logits(long[] image) {
    return trace(image).get(network.network().output().name());
  }
}
