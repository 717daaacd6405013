package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.exchange.PyTorchResNet;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.Safetensors;

/** State dicts and their modules, in the PyTorch that is installed here, and read back. */
class PyTorchExportTest {
  private static final Shape IMAGE = new Shape(3, 8, 6);
  private static final double TOLERANCE = 1e-4;

  /** Imports the module, loads the weights strictly, prints logits of images that are counted. */
  private static final String RUN =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      import torch, network
      model = network.network()
      model.train()
      model.eval()
      size = 2 * 3 * 8 * 6
      image = torch.tensor([(i % 7) / 4 for i in range(size)]).reshape(2, 3, 8, 6)
      print(" ".join(str(x) for x in model(image).flatten().tolist()))
      """;

  /** Loads the weights that are exported and those that they come from. */
  private static final String COMPARE =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      import torch, network
      theirs = torch.load(sys.argv[2], map_location="cpu")["state_dict"]
      theirs = {name.replace("module.", "", 1): tensor for name, tensor in theirs.items()}
      ours = network.state_dict()
      names = [name for name in ours if not name.endswith("num_batches_tracked")]
      same = [name for name in names if name in theirs and torch.equal(ours[name], theirs[name])]
      missing = [name for name in theirs if name not in ours]
      print("the same %d tensors" % len(same) if len(same) == len(names) and not missing else missing)
      """;

  @TempDir Path folder;

  static List<Network<RealOp>> networks() {
    List<Network<RealOp>> networks = new ArrayList<>(RealExportTest.networks());
    networks.add(otherNames());
    return networks;
  }

  /** Names that are no identifiers, layers within layers, a frozen norm, vectors on their way. */
  private static Network<RealOp> otherNames() {
    return new Network<>(
        List.of(
            new Node<>("image", new RealOp.Input(IMAGE), List.of()),
            new Node<>("0.if", new RealOp.Conv2d(4, 3, 2, 1, Optional.empty()), List.of("image")),
            new Node<>("0.if.norm", new RealOp.BatchNorm(1e-3, true), List.of("0.if")),
            new Node<>("0_if", new RealOp.ZeroPadShortcut(7, 2), List.of("0.if.norm")),
            new Node<>("half", new RealOp.Scale(0.5), List.of("0_if")),
            new Node<>("pool", new RealOp.GlobalAveragePool(), List.of("half")),
            new Node<>("hidden", new RealOp.Dense(6, Optional.empty()), List.of("pool")),
            new Node<>("relu", new RealOp.Relu(), List.of("hidden")),
            new Node<>("sum", new RealOp.Add(), List.of("relu", "hidden")),
            new Node<>("out", new RealOp.Dense(3, Optional.empty()), List.of("sum"))));
  }

  private Path write(TrainedNetwork trained) throws IOException {
    Path file = folder.resolve("network.safetensors");
    NetworkExport.write(ExportedNetworks.stored(trained), ExportFormat.PYTORCH, file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void logits_inPyTorch_areTheEngines(Network<RealOp> network) throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no Python with PyTorch; apt-get install python3-torch");
    TrainedNetwork trained = ExportedNetworks.randomized(network);
    write(trained);
    Path script = Files.writeString(folder.resolve("run.py"), RUN);
    double[] found = numbers(run(python.get(), script.toString(), folder.toString()));
    float[] images = new float[2 * IMAGE.size()];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 7 / 4f;
    }
    assertArrayEquals(RealExportTest.logits(trained, images), found, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("org.skiptrim.export.RealExportTest#networks")
  void file_readBack_hasTheSameParameters(Network<RealOp> network) throws Exception {
    TrainedNetwork trained = ExportedNetworks.randomized(network);
    TrainedNetwork read = PyTorchResNet.read(write(trained), network);
    assertEquals(floats(trained.parameters()), read.parameters());
  }

  private static Parameters floats(Parameters parameters) {
    Parameters floats = new Parameters(Map.of());
    for (var node : parameters.nodes().entrySet()) {
      for (var values : node.getValue().entrySet()) {
        double[] data = Arrays.stream(values.getValue().data()).map(v -> (float) v).toArray();
        floats =
            floats.with(
                node.getKey(), values.getKey(), new Values(values.getValue().shape(), data));
      }
    }
    return floats;
  }

  @Test
  void names_ofAResNet_areTheUsualOnes() throws Exception {
    Path file = write(ExportedNetworks.randomized(RealExportTest.networks().get(0)));
    Safetensors content = Safetensors.read(file);
    assertTrue(
        content
            .tensors()
            .keySet()
            .containsAll(
                List.of(
                    "conv1.weight",
                    "bn1.running_mean",
                    "bn1.num_batches_tracked",
                    "layer1.1.conv2.weight",
                    "layer2.0.downsample.0.weight",
                    "layer2.0.downsample.1.bias",
                    "fc.bias")),
        content.tensors().keySet().toString());
  }

  /** Other people's weights come out under the names under which they came in. */
  @Test
  void names_ofAForeignResNet20_areThoseOfItsFile() throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "no Python with PyTorch; apt-get install python3-torch");
    Path file = Path.of("models/akamaster/resnet20-12fca82f.th");
    Architecture architecture = new Architecture(20, Shortcut.ZERO_PAD, Block.BASIC);
    write(PyTorchResNet.read(file, ResNets.resNet(architecture, new Shape(3, 32, 32), 10)));
    Path script = Files.writeString(folder.resolve("compare.py"), COMPARE);
    String found =
        run(python.get(), script.toString(), folder.toString(), file.toAbsolutePath().toString());
    assertEquals("the same 97 tensors", found.strip());
  }

  /** What stands in quotes in code must not end them. */
  @Test
  void write_nameThatIsNoModule_isRefused() {
    for (String name : List.of("a..b", ".a", "a\"b", "a\nb", "a\\")) {
      Network<RealOp> network =
          new Network<>(
              List.of(
                  new Node<>("image", new RealOp.Input(IMAGE), List.of()),
                  new Node<>(name, new RealOp.GlobalAveragePool(), List.of("image"))));
      String message =
          assertThrows(ExportException.class, () -> write(ExportedNetworks.randomized(network)))
              .getMessage();
      assertTrue(message.contains("GlobalAveragePool '" + name + "' has a name"), message);
    }
  }

  /** Warnings may stand before them. */
  private static double[] numbers(String text) {
    List<String> lines = text.strip().lines().toList();
    return Arrays.stream(lines.get(lines.size() - 1).split(" "))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static Optional<String> python() throws InterruptedException {
    for (String name : List.of("python3", "/usr/bin/python3")) {
      if (isThere(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isThere(String python) throws InterruptedException {
    try {
      run(python, "-c", "import torch");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return output;
  }
}
