package org.skiptrim.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.NodeProto;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.onnx.Feature.Padding;

/**
 * Convolutions and what is done to each of their channels. A bias goes into the batch norm behind
 * it; where there is none, one with frozen statistics takes its place, so that the layer is trained
 * and quantized like any other.
 */
final class Convolutions {
  private static final int MOST_KERNEL = 7;

  private final Draft draft;
  private final Readers readers;
  private final List<String> notes;

  /** Of convolutions whose batch norm is still to come, by their node's name. */
  private final Map<String, double[]> biases = new HashMap<>();

  Convolutions(Draft draft, Readers readers, List<String> notes) {
    this.draft = draft;
    this.readers = readers;
    this.notes = notes;
  }

  Feature convolution(Call call) throws Unsupported {
    Feature in = call.feature(0);
    Constant weight = call.constant(1);
    check(call, weight);
    SquareKernel kernel = kernel(call, in, weight);
    int outputs = weight.shape().get(0);
    String name = draft.names().ofLayer(call.node(), call.name(1));
    RealOp.Conv2d op = new RealOp.Conv2d(outputs, kernel.window());
    if (kernel.window().kernel() > Math.max(weight.shape().get(2), weight.shape().get(3))
        || !weight.shape().get(2).equals(weight.shape().get(3))) {
      notes.add(
          "%s: its kernel of %dx%d has zeros beside it here, for %d in both directions"
              .formatted(
                  name, weight.shape().get(2), weight.shape().get(3), kernel.window().kernel()));
    }
    Map<String, Values> values = Map.of("weight", kernel.weights(weight));
    Feature out = draft.add(name, op, values, in.withPadding(Padding.NONE));
    double[] bias = new double[outputs];
    Optional<Constant> given = call.optional(2);
    if (given.isPresent()) {
      bias = channels(given.get(), outputs, "bias");
    }
    if (readers.only(call.node()).filter(Convolutions::isNorm).isPresent()) {
      biases.put(name, bias);
      return out;
    }
    return frozen(name + ".norm", ones(outputs), bias, out);
  }

  private static boolean isNorm(NodeProto node) {
    return node.getOpType().equals("BatchNormalization");
  }

  private static void check(Call call, Constant weight) throws Unsupported {
    if (weight.shape().size() != 4) {
      throw new Unsupported("its weights have shape %s".formatted(weight.shape()));
    }
    long group = call.attributes().integer("group", 1);
    if (group != 1) {
      throw new Unsupported("it has %d groups; one is supported".formatted(group));
    }
    if (call.attributes().integers("dilations", List.of()).stream().anyMatch(d -> d != 1)) {
      throw new Unsupported("its kernel is dilated");
    }
    int largest = Math.max(weight.shape().get(2), weight.shape().get(3));
    if (largest > MOST_KERNEL) {
      throw new Unsupported("its kernel is %d wide; %d at most".formatted(largest, MOST_KERNEL));
    }
  }

  private static SquareKernel kernel(Call call, Feature in, Constant weight) throws Unsupported {
    List<Long> strides = call.attributes().integers("strides", List.of(1L, 1L));
    if (strides.size() != 2 || !strides.get(0).equals(strides.get(1))) {
      throw new Unsupported("its strides are %s; equal ones are supported".formatted(strides));
    }
    int stride = Math.toIntExact(strides.get(0));
    int height = weight.shape().get(2);
    int width = weight.shape().get(3);
    Padding padding = Paddings.of(call, in, height, width, stride).plus(in.padding());
    return SquareKernel.of(
            new SquareKernel.Axis(height, padding.top(), padding.bottom(), in.shape().height()),
            new SquareKernel.Axis(width, padding.left(), padding.right(), in.shape().width()),
            stride)
        .orElseThrow(
            () ->
                new Unsupported(
                    "kernel %dx%d with stride %d and padding %s is not supported"
                        .formatted(height, width, stride, padding)));
  }

  Feature batchNorm(Call call) throws Unsupported {
    if (call.attributes().integer("training_mode", 0) != 0) {
      throw new Unsupported("it is in training mode; export the network after model.eval()");
    }
    Feature in = call.feature(0);
    int channels = in.shape().channels();
    double[] mean = channels(call.constant(3), channels, "mean");
    double[] bias = biases.remove(in.node());
    if (bias != null) {
      Arrays.setAll(mean, c -> mean[c] - bias[c]);
    }
    Map<String, Values> values = new HashMap<>();
    values.put("weight", Values.vector(channels(call.constant(1), channels, "scale")));
    values.put("bias", Values.vector(channels(call.constant(2), channels, "bias")));
    values.put("running_mean", Values.vector(mean));
    values.put("running_var", Values.vector(channels(call.constant(4), channels, "variance")));
    double epsilon = call.attributes().real("epsilon", 1e-5f);
    String name = draft.names().ofLayer(call.node(), call.name(1));
    return draft.add(name, new RealOp.BatchNorm(epsilon, false), values, in);
  }

  /** A bias that stands by itself: one number, or one for each channel of a map. */
  Feature addConstant(Call call) throws Unsupported {
    int of = call.isFeature(0) ? 0 : 1;
    Feature in = call.feature(of);
    Constant added = call.constant(1 - of);
    int channels = in.shape().channels();
    if (!added.isAlongChannels(channels)) {
      throw new Unsupported(
          "it adds a constant of shape %s; one number or %d×1×1 are supported"
              .formatted(added.shape(), channels));
    }
    return frozen(
        draft.names().of(call.node()), ones(channels), channels(added, channels, "constant"), in);
  }

  private Feature frozen(String name, double[] scale, double[] bias, Feature in)
      throws Unsupported {
    Map<String, Values> values = new HashMap<>();
    values.put("weight", Values.vector(scale));
    values.put("bias", Values.vector(bias));
    values.put("running_mean", Values.vector(new double[scale.length]));
    values.put("running_var", Values.vector(ones(scale.length)));
    return draft.add(draft.names().unique(name), new RealOp.BatchNorm(0, true), values, in);
  }

  private static double[] ones(int channels) {
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] channels(Constant given, int channels, String what) throws Unsupported {
    if (!given.isForChannels(channels)) {
      throw new Unsupported(
          "its %s has shape %s for %d channels".formatted(what, given.shape(), channels));
    }
    double[] all = new double[channels];
    Arrays.setAll(all, c -> given.data()[c % given.size()]);
    return all;
  }
}
