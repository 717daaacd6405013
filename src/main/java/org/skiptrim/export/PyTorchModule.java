package org.skiptrim.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;

/** Python that builds a network: one line for each layer, and one for each node of its graph. */
final class PyTorchModule implements RealOp.Visitor<String> {
  private static final String MODULE =
      """
      \"""A network that SkipTrim has written: %s.

      network() loads the weights that lie beside this file. Needs PyTorch alone, 1.10 or newer.
      \"""
      import json
      import os

      import torch
      from torch import nn
      from torch.nn import functional as F

      WEIGHTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "%s")


      class Network(nn.Module):
          def __init__(self):
              super().__init__()
      %s
          def _layer(self, name, layer):
              \"""Puts a layer where its name says: layer1.0.conv1 into the module layer1.0.\"""
              *path, last = name.split(".")
              module = self
              for part in path:
                  if part not in module._modules:
                      module.add_module(part, nn.Module())
                  module = module._modules[part]
              if last in module._modules:
                  for inner, child in module._modules[last]._modules.items():
                      layer.add_module(inner, child)
              module.add_module(last, layer)

          def forward(self, image):
              layer = self.get_submodule
      %s
      %s
      def state_dict(path=WEIGHTS):
          \"""The tensors of a safetensors file, by name.\"""
          types = {"F32": torch.float32, "I64": torch.int64}
          with open(path, "rb") as file:
              header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
              data = file.read()
          header.pop("__metadata__", None)
          tensors = {}
          for name, about in header.items():
              begin, end = about["data_offsets"]
              flat = torch.frombuffer(bytearray(data[begin:end]), dtype=types[about["dtype"]])
              tensors[name] = flat.reshape(about["shape"])
          return tensors


      def network(path=WEIGHTS):
          \"""The network with its weights, for inference.\"""
          model = Network()
          model.load_state_dict(state_dict(path))
          return model.eval()
      """;

  private static final String FROZEN =
      """
          def train(self, mode=True):
              \"""Some batch norms keep their statistics while the network learns.\"""
              super().train(mode)
              for name in (%s):
                  self.get_submodule(name).eval()
              return self

      """;

  private static final Set<String> TAKEN =
      Set.of(
          ("image layer self torch nn F json os False None True and as assert async await break class"
                  + " continue def del elif else except finally for from global if import in is lambda"
                  + " nonlocal not or pass raise return try while with yield")
              .split(" "));

  private final Network<RealOp> network;
  private final Map<String, String> names;
  private final List<String> layers = new ArrayList<>();
  private final List<String> frozen = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> used = new HashSet<>(TAKEN);
  private Node<RealOp> node;

  private PyTorchModule(Network<RealOp> network, Map<String, String> names) {
    this.network = network;
    this.names = names;
  }

  /**
   * The module's text.
   *
   * @param names of the layers, by node
   * @param weights the name of their file, which lies beside
   * @param image what comes in
   */
  static String of(
      Network<RealOp> network, Map<String, String> names, String weights, String image) {
    return new PyTorchModule(network, names).text(weights, image);
  }

  private String text(String weights, String image) {
    StringBuilder steps = new StringBuilder();
    for (Node<RealOp> next : network.nodes()) {
      node = next;
      String value = next.op().accept(this);
      String variable = variable(next.name());
      variables.put(next.name(), variable);
      steps.append("        %s = %s\n".formatted(variable, value));
    }
    String last = variables.get(network.output().name());
    steps.append("        return torch.flatten(%s, 1)\n".formatted(last));
    StringBuilder built = new StringBuilder();
    layers.forEach(layer -> built.append("        ").append(layer).append('\n'));
    String kept = String.join("", frozen.stream().map(name -> "\"" + name + "\", ").toList());
    String training = frozen.isEmpty() ? "" : FROZEN.formatted(kept.strip());
    return MODULE.formatted(image, quoted(weights), built, steps, training);
  }

  /** A file can have any name. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?");
  }

  private String variable(String name) {
    String plain = name.replaceAll("\\W", "_").replaceFirst("^(?=\\d)", "_");
    String variable = plain;
    for (int i = 2; !used.add(variable); i++) {
      variable = plain + "_" + i;
    }
    return variable;
  }

  private String layer(String layer, String input) {
    String name = names.get(node.name());
    layers.add("self._layer(\"%s\", %s)".formatted(name, layer));
    return "layer(\"%s\")(%s)".formatted(name, input);
  }

  private Shape shape() {
    return network.shape(node.input());
  }

  @Override
  public String input(RealOp.Input op) {
    return "image  # batch × %d × %d × %d"
        .formatted(op.shape().channels(), op.shape().height(), op.shape().width());
  }

  @Override
  public String conv2d(RealOp.Conv2d op) {
    boolean around = op.asymmetry() != 0; // nn.Conv2d pads opposite sides alike
    String built =
        "nn.Conv2d(%d, %d, %d, stride=%d, padding=%d, bias=False)"
            .formatted(
                shape().channels(),
                op.outputs(),
                op.kernel(),
                op.stride(),
                around ? 0 : op.padding());
    return layer(built, around ? padded(op.window().orElseThrow(), "0.0") : in(0));
  }

  private String padded(Window window, String with) {
    int before = window.padding();
    int after = window.paddingAfter();
    return before + after == 0
        ? in(0)
        : "F.pad(%s, (%d, %d, %d, %d), value=%s)"
            .formatted(in(0), before, after, before, after, with);
  }

  @Override
  public String maxPool(RealOp.MaxPool op) {
    String map = padded(op.window().orElseThrow(), "float(\"-inf\")");
    return "F.max_pool2d(%s, %d, stride=%d)".formatted(map, op.kernel(), op.stride());
  }

  @Override
  public String averagePool(RealOp.AveragePool op) {
    return "F.avg_pool2d(%s, %d, stride=%d)".formatted(in(0), op.kernel(), op.stride());
  }

  @Override
  public String batchNorm(RealOp.BatchNorm op) {
    if (op.frozen()) {
      frozen.add(names.get(node.name()));
    }
    return layer("nn.BatchNorm2d(%d, eps=%s)".formatted(shape().channels(), op.epsilon()), in(0));
  }

  @Override
  public String relu(RealOp.Relu op) {
    return "F.relu(%s)".formatted(in(0));
  }

  @Override
  public String add(RealOp.Add op) {
    return "%s + %s".formatted(in(0), in(1));
  }

  @Override
  public String zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    ZeroChannels zeros = ZeroChannels.of(shape().channels(), op.outputs());
    return String.format(
        Locale.ROOT,
        "F.pad(%s[:, :, ::%d, ::%d], (0, 0, 0, 0, %d, %d))",
        in(0),
        op.stride(),
        op.stride(),
        zeros.before(),
        zeros.after());
  }

  @Override
  public String scale(RealOp.Scale op) {
    return "%s * %s".formatted(in(0), op.factor());
  }

  @Override
  public String globalAveragePool(RealOp.GlobalAveragePool op) {
    return "%s.mean((2, 3), keepdim=True)".formatted(in(0));
  }

  /** Vectors stay maps of one pixel, as whatever reads them expects. */
  @Override
  public String dense(RealOp.Dense op) {
    String name = names.get(node.name());
    layers.add(
        "self._layer(\"%s\", nn.Linear(%d, %d))".formatted(name, shape().channels(), op.outputs()));
    return "layer(\"%s\")(torch.flatten(%s, 1))[:, :, None, None]".formatted(name, in(0));
  }

  @Override
  public String quantize(RealOp.Quantize op) {
    throw new IllegalStateException("'" + node.name() + "' rounds, which was to be refused");
  }

  private String in(int index) {
    return variables.get(node.inputs().get(index));
  }
}
