package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.ParameterShape;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;

/**
 * A network's parameters as tensors. Those that training changes are views into one flat tensor,
 * and so are their gradients: an optimizer step is a few operations, however deep the network is.
 *
 * <p>With {@link Arithmetic#BF16} the weights of convolutions, if they have no type, have a copy in
 * bfloat16, flat as well, that they compute with; {@link #collectGradients} and {@link #publish} go
 * between the two.
 */
final class ParameterStore implements AutoCloseable {
  private record Slot(String node, String name, Values initial, long offset) {}

  private final Owned owned = new Owned();
  private final List<Slot> trainable = new ArrayList<>();
  private final Map<String, Map<String, Tensor>> tensors = new LinkedHashMap<>();
  private final Map<String, Tensor> lowWeights = new HashMap<>();
  private final boolean isLow;
  private final Tensor flat;
  private final Tensor flatGradient;
  private final Tensor low;
  private final Tensor lowGradient;

  /** Copies {@code parameters}; with {@code training}, those that are trained get a gradient. */
  ParameterStore(
      Network<RealOp> network, Parameters parameters, boolean training, Arithmetic arithmetic) {
    long size = 0;
    for (Node<RealOp> node : network.nodes()) {
      Map<String, ParameterShape> shapes = network.parameters(node.name());
      for (var entry : sorted(parameters, node.name()).entrySet()) {
        if (!shapes.get(entry.getKey()).isTrained()) {
          put(node.name(), entry.getKey(), Tensors.of(entry.getValue(), ScalarType.Float));
        } else {
          trainable.add(new Slot(node.name(), entry.getKey(), entry.getValue(), size));
          size += entry.getValue().data().length;
        }
      }
    }
    flat = owned.keep(zeros(size, ScalarType.Float));
    flatGradient = owned.keep(zeros(training ? size : 0, ScalarType.Float));
    isLow = arithmetic == Arithmetic.BF16;
    low = owned.keep(zeros(isLow ? size : 0, ScalarType.BFloat16));
    lowGradient = owned.keep(torch.zeros_like(low));
    for (Slot slot : trainable) {
      // Weights that are quantized become bfloat16 after that, in the forward pass.
      RealOp op = network.node(slot.node).op();
      boolean twice = isLow && Arithmetic.multipliesIn(op) && op.weightType().isEmpty();
      place(slot, training && !twice);
      if (twice) {
        placeLow(slot, training);
      }
    }
    publish();
  }

  private static Tensor zeros(long size, ScalarType type) {
    return Engine.toDevice(torch.zeros(size).to(type));
  }

  private static Map<String, Values> sorted(Parameters parameters, String node) {
    return new TreeMap<>(parameters.nodes().getOrDefault(node, Map.of()));
  }

  private void put(String node, String name, Tensor tensor) {
    tensors.computeIfAbsent(node, key -> new LinkedHashMap<>()).put(name, owned.keep(tensor));
  }

  private void place(Slot slot, boolean training) {
    Tensor view = view(flat, slot);
    view.copy_(Tensors.of(slot.initial, ScalarType.Float));
    withGradient(view, flatGradient, slot, training);
    put(slot.node, slot.name, view);
  }

  private void placeLow(Slot slot, boolean training) {
    Tensor view = owned.keep(view(low, slot));
    withGradient(view, lowGradient, slot, training);
    lowWeights.put(slot.node, view);
  }

  private static void withGradient(Tensor view, Tensor gradients, Slot slot, boolean training) {
    view.set_requires_grad(training);
    if (training) {
      view.mutable_grad().put(view(gradients, slot));
    }
  }

  /** A parameter's part of a flat tensor, in the layout its operation likes. */
  private static Tensor view(Tensor flat, Slot slot) {
    long[] shape = Tensors.shape(slot.initial);
    Tensor part = flat.narrow(0, slot.offset, slot.initial.data().length);
    if (shape.length != 4) {
      return part.view(shape);
    }
    return part.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
  }

  Tensor get(String node, String name) {
    Tensor tensor = tensors.getOrDefault(node, Map.of()).get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("node '" + node + "' has no parameter '" + name + "'");
    }
    return tensor;
  }

  /** Whether convolutions compute in fewer bits than the parameters have. */
  boolean isLow() {
    return isLow;
  }

  /** The weights that a node computes with. */
  Tensor weight(String node) {
    Tensor weight = lowWeights.get(node);
    return weight == null ? get(node, "weight") : weight;
  }

  /** Makes the flat gradient that of all parameters. */
  void collectGradients() {
    if (!lowWeights.isEmpty()) {
      flatGradient.add_(lowGradient);
      lowGradient.zero_();
    }
  }

  /** Lets the parameters that were changed be computed with. */
  void publish() {
    if (!lowWeights.isEmpty()) {
      low.copy_(flat);
    }
  }

  Tensor flat() {
    return flat;
  }

  Tensor flatGradient() {
    return flatGradient;
  }

  /** A copy of everything. */
  Parameters read() {
    Map<String, Map<String, Values>> all = new LinkedHashMap<>();
    tensors.forEach(
        (node, byName) -> {
          Map<String, Values> values = new LinkedHashMap<>();
          byName.forEach((name, tensor) -> values.put(name, values(tensor)));
          all.put(node, values);
        });
    return new Parameters(all);
  }

  /** What a flat tensor of the same layout (momentum, say) holds for each trained parameter. */
  Parameters read(Tensor sameLayout) {
    Parameters all = new Parameters(Map.of());
    for (Slot slot : trainable) {
      all = all.with(slot.node, slot.name, values(view(sameLayout, slot)));
    }
    return all;
  }

  /** Fills a flat tensor of the same layout; parameters that {@code values} lacks stay. */
  void write(Parameters values, Tensor sameLayout) {
    for (Slot slot : trainable) {
      Values value = values.nodes().getOrDefault(slot.node, Map.of()).get(slot.name);
      if (value != null) {
        view(sameLayout, slot).copy_(Tensors.of(value, ScalarType.Float));
      }
    }
  }

  private static Values values(Tensor tensor) {
    List<Integer> shape = new ArrayList<>();
    for (long extent : tensor.shape()) {
      shape.add((int) extent);
    }
    return new Values(shape, Tensors.toDoubles(tensor));
  }

  @Override
  public void close() {
    owned.close();
  }
}
