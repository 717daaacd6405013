package org.skiptrim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.storage.Safetensors;

class NetworkTest {
  private static final Shape IMAGE = new Shape(3, 32, 32);

  /**
   * He et al. (arXiv 1512.03385, table 6) round these to 0.27, 0.46, 0.66, 0.85 and 1.7 million.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 0.08",
    "20, 0.27",
    "32, 0.47",
    "44, 0.66",
    "56, 0.86",
    "110, 1.73",
  })
  void resNet_hasThePublishedNumberOfParameters(int depth, double millions) {
    Parameters parameters = Initialization.of(ResNets.resNet(depth, IMAGE, 10), 1);
    assertEquals(millions, parameters.trainableCount() / 1e6, 0.005);
  }

  @Test
  void resNet_depthThatIsNot6nPlus2_namesIt() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> ResNets.resNet(18, IMAGE, 10));
    assertTrue(e.getMessage().contains("18"));
  }

  @Test
  void network_halvesTheImageAtEachLaterStage() {
    Network network = ResNets.resNet(8, IMAGE, 10);
    assertEquals(new Shape(16, 32, 32), network.shape("stage1.block1.relu"));
    assertEquals(new Shape(32, 16, 16), network.shape("stage2.block1.relu"));
    assertEquals(new Shape(64, 8, 8), network.shape("stage3.block1.relu"));
    assertEquals(new Shape(10, 1, 1), network.shape(network.output().name()));
  }

  @Test
  void network_thatIsWrong_namesTheNode() {
    Node input = new Node("input", new Op.Input(IMAGE), List.of());
    Node relu = new Node("relu", new Op.Relu(), List.of("input"));
    Node conv = new Node("conv", conv(8, 2), List.of("input"));
    assertRefused("two nodes are named 'relu'", input, relu, relu);
    assertRefused("node 'relu' reads 'input'", relu);
    assertRefused("nothing reads node 'relu'", input, relu, conv);
    assertRefused(
        "node 'sum': cannot add 3x32x32 and 8x16x16",
        input,
        relu,
        conv,
        new Node("sum", new Op.Add(), List.of("relu", "conv")));
    assertRefused("node 'sum'", input, new Node("sum", new Op.Add(), List.of("input")));
    assertRefused(
        "node 'fc': a dense layer takes Cx1x1",
        input,
        new Node("fc", new Op.Dense(10, Optional.empty()), List.of("input")));
  }

  private static void assertRefused(String message, Node... nodes) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Network(List.of(nodes)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static Op conv(int outputs, int stride) {
    return new Op.Conv2d(outputs, 3, stride, 1, Optional.of(FixedPoint.signed(8, 3)));
  }

  @Test
  void read_ofWhatWriteWrote_isTheSame(@TempDir Path directory) throws IOException {
    Network network = ResNets.resNet(8, IMAGE, 10);
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 3));
    Path file = directory.resolve("network.safetensors");
    NetworkFile.write(trained, file);
    assertEquals(trained, NetworkFile.read(file));
  }

  /** {@code Map.of} has another order in each process; files must not. */
  @Test
  void write_sameNetwork_tensorsStandInTheGraphsOrderThenByName(@TempDir Path directory)
      throws IOException {
    Network network = ResNets.resNet(8, IMAGE, 10);
    Path file = directory.resolve("network.safetensors");
    NetworkFile.write(new TrainedNetwork(network, Initialization.of(network, 3)), file);
    List<String> first = Safetensors.read(file).tensors().keySet().stream().limit(5).toList();
    assertEquals(
        List.of(
            "stem.conv.weight",
            "stem.norm.bias",
            "stem.norm.running_mean",
            "stem.norm.running_var",
            "stem.norm.weight"),
        first);
  }

  @Test
  void graph_ofEveryKindOfNode_comesBack() throws IOException {
    FixedPoint type = FixedPoint.parse("ap_ufixed<4,2,AP_TRN,AP_WRAP>");
    Network network =
        new Network(
            List.of(
                new Node("input", new Op.Input(IMAGE), List.of()),
                new Node("conv", conv(8, 1), List.of("input")),
                new Node("a", new Op.Requantize(7, true, type), List.of("conv")),
                new Node("sum", new Op.Add(), List.of("a", "a")),
                new Node("b", new Op.Narrow(false, type), List.of("sum")),
                new Node("pool", new Op.GlobalSum(), List.of("b")),
                new Node("fc", new Op.Dense(4, Optional.of(type)), List.of("pool")),
                new Node("q", new Op.Quantize(type), List.of("fc"))));
    assertEquals(network, NetworkFile.network(NetworkFile.graph(network)));
  }

  @Test
  void read_fileCutShort_saysSo(@TempDir Path directory) throws IOException {
    Network network = ResNets.resNet(8, IMAGE, 10);
    Path file = directory.resolve("network.safetensors");
    NetworkFile.write(new TrainedNetwork(network, Initialization.of(network, 3)), file);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
    IOException e = assertThrows(IOException.class, () -> NetworkFile.read(file));
    assertTrue(e.getMessage().contains("network.safetensors"), e.getMessage());
  }

  @Test
  void initialization_isMadeFromTheSeed() {
    Network network = ResNets.resNet(8, IMAGE, 10);
    assertEquals(Initialization.of(network, 5), Initialization.of(network, 5));
    assertTrue(!Initialization.of(network, 5).equals(Initialization.of(network, 6)));
  }
}
