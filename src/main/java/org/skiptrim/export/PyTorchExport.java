package org.skiptrim.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.exchange.UsualNames;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.DType;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;

/**
 * A state dict as a safetensors file, and beside it a Python module that builds the network it is
 * of. Layers have the usual names where the network's nodes are those of {@link
 * org.skiptrim.network.ResNets}, so that other people's classes load the file as well; else their
 * nodes'.
 */
final class PyTorchExport {
  private static final String ENDING = ".safetensors";

  private PyTorchExport() {}

  /** The module that belongs to a file of weights. */
  static Path module(Path weights) {
    String name = weights.getFileName().toString();
    String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return weights.resolveSibling(stem + ".py");
  }

  /** Writes both. */
  static List<String> write(TrainedNetwork trained, Map<String, String> remarks, Path file)
      throws IOException {
    Network<RealOp> network = trained.network();
    checkNames(network);
    Map<String, String> names = UsualNames.ofLayers(network).orElseGet(() -> ownNames(network));
    String image = NetworkExport.imageText(network.shape(network.input().name()), remarks);
    String code = PyTorchModule.of(network, names, file.getFileName().toString(), image);
    weights(trained, names, remarks).write(file);
    Path module = module(file);
    AtomicFiles.write(module, code);
    return List.of("%s builds it: network() in it loads the weights".formatted(module));
  }

  private static Map<String, String> ownNames(Network<RealOp> network) {
    Map<String, String> names = new LinkedHashMap<>();
    network.nodes().forEach(node -> names.put(node.name(), node.name()));
    return names;
  }

  /** PyTorch takes a name apart at its dots. */
  private static void checkNames(Network<RealOp> network) throws ExportException {
    List<String> problems = new ArrayList<>();
    for (Node<RealOp> node : network.nodes()) {
      QuantizersRefused.check(node, problems);
      if (!node.name().matches("[^.\\\\\"\\p{Cntrl}]+(\\.[^.\\\\\"\\p{Cntrl}]+)*")) {
        problems.add(
            "%s '%s' has a name that no module of PyTorch can have; rename it"
                .formatted(node.op().getClass().getSimpleName(), node.name()));
      }
    }
    if (!problems.isEmpty()) {
      throw ExportException.of(ExportFormat.PYTORCH, problems);
    }
  }

  private static Safetensors weights(
      TrainedNetwork trained, Map<String, String> names, Map<String, String> remarks) {
    Map<String, Map<String, Values>> renamed = new LinkedHashMap<>();
    trained.parameters().nodes().forEach((node, values) -> renamed.put(names.get(node), values));
    Map<String, Tensor> tensors =
        new LinkedHashMap<>(NetworkFile.tensors(new Parameters(renamed), "", DType.F32));
    for (Node<RealOp> node : trained.network().nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) { // a strict load_state_dict misses it else
        tensors.put(
            names.get(node.name()) + ".num_batches_tracked", Tensor.ofLongs(new long[] {0}));
      }
    }
    Map<String, String> metadata = new LinkedHashMap<>(remarks);
    metadata.put("format", "pt");
    return new Safetensors(tensors, metadata);
  }
}
