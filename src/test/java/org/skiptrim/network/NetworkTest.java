package org.skiptrim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;
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
    Network<RealOp> network = ResNets.resNet(depth, IMAGE, 10);
    assertEquals(millions, network.trainableCount() / 1e6, 0.005);
  }

  @Test
  void resNet_depthThatIsNot6nPlus2_namesIt() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> ResNets.resNet(18, IMAGE, 10));
    assertTrue(e.getMessage().contains("18"));
  }

  @Test
  void network_halvesTheImageAtEachLaterStage() {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
    assertEquals(new Shape(16, 32, 32), network.shape("stage1.block1.relu"));
    assertEquals(new Shape(32, 16, 16), network.shape("stage2.block1.relu"));
    assertEquals(new Shape(64, 8, 8), network.shape("stage3.block1.relu"));
    assertEquals(new Shape(10, 1, 1), network.shape(network.output().name()));
  }

  @Test
  void network_thatIsWrong_namesTheNode() {
    Node<RealOp> input = new Node<>("input", new RealOp.Input(IMAGE), List.of());
    Node<RealOp> relu = new Node<>("relu", new RealOp.Relu(), List.of("input"));
    Node<RealOp> conv = new Node<>("conv", conv(8, 2), List.of("input"));
    assertRefused("two nodes are named 'relu'", List.of(input, relu, relu));
    assertRefused("node 'relu' reads 'input'", List.of(relu));
    assertRefused("nothing reads node 'relu'", List.of(input, relu, conv));
    assertRefused(
        "node 'sum': cannot add 3x32x32 and 8x16x16",
        List.of(input, relu, conv, new Node<>("sum", new RealOp.Add(), List.of("relu", "conv"))));
    assertRefused(
        "node 'sum'", List.of(input, new Node<>("sum", new RealOp.Add(), List.of("input"))));
    assertRefused(
        "node 'fc': a dense layer takes Cx1x1",
        List.of(input, new Node<>("fc", new RealOp.Dense(10, Optional.empty()), List.of("input"))));
  }

  private static void assertRefused(String message, List<Node<RealOp>> nodes) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Network<>(nodes));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static RealOp conv(int outputs, int stride) {
    return new RealOp.Conv2d(outputs, 3, stride, 1, Optional.of(FixedPoint.signed(8, 3)));
  }

  @Test
  void read_ofWhatWriteWrote_isTheSame(@TempDir Path directory) throws IOException {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 3));
    Path file = directory.resolve("network.safetensors");
    NetworkFile.write(trained, file);
    assertEquals(trained, NetworkFile.read(file));
  }

  /** {@code Map.of} has another order in each process; files must not. */
  @Test
  void write_sameNetwork_tensorsStandInTheGraphsOrderThenByName(@TempDir Path directory)
      throws IOException {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
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

  /** The files that there are must be read for ever, so the text is part of the test. */
  @Test
  void graphJson_realOperations_comeBack() throws IOException {
    FixedPoint type = FixedPoint.parse("ap_ufixed<4,2,AP_TRN,AP_WRAP>");
    Network<RealOp> network =
        new Network<>(
            List.of(
                new Node<>("input", new RealOp.Input(new Shape(3, 8, 8)), List.of()),
                new Node<>("conv", new RealOp.Conv2d(4, new Window(3, 2, 1)), List.of("input")),
                new Node<>("norm", new RealOp.BatchNorm(1e-5), List.of("conv")),
                new Node<>("relu", new RealOp.Relu(), List.of("norm")),
                new Node<>("skip", new RealOp.ZeroPadShortcut(4, 2), List.of("input")),
                new Node<>("fade", new RealOp.Scale(0.5), List.of("skip")),
                new Node<>("sum", new RealOp.Add(), List.of("relu", "fade")),
                new Node<>("q", new RealOp.Quantize(type), List.of("sum")),
                new Node<>("pool", new RealOp.GlobalAveragePool(), List.of("q")),
                new Node<>("fc", new RealOp.Dense(4, Optional.of(type)), List.of("pool"))));
    String json =
        """
        [{"name":"input","op":{"op":"Input","shape":{"channels":3,"height":8,"width":8}},"inputs":[]},\
        {"name":"conv","op":{"op":"Conv2d","outputs":4,"kernel":3,"stride":2,"padding":1,"weights":null},\
        "inputs":["input"]},\
        {"name":"norm","op":{"op":"BatchNorm","epsilon":1.0E-5},"inputs":["conv"]},\
        {"name":"relu","op":{"op":"Relu"},"inputs":["norm"]},\
        {"name":"skip","op":{"op":"ZeroPadShortcut","outputs":4,"stride":2},"inputs":["input"]},\
        {"name":"fade","op":{"op":"Scale","factor":0.5},"inputs":["skip"]},\
        {"name":"sum","op":{"op":"Add"},"inputs":["relu","fade"]},\
        {"name":"q","op":{"op":"Quantize","type":"ap_ufixed<4,2,AP_TRN,AP_WRAP>"},"inputs":["sum"]},\
        {"name":"pool","op":{"op":"GlobalAveragePool"},"inputs":["q"]},\
        {"name":"fc","op":{"op":"Dense","outputs":4,"weights":"ap_ufixed<4,2,AP_TRN,AP_WRAP>"},"inputs":["pool"]}]""";
    assertEquals(json, GraphJson.of(network));
    assertEquals(network, GraphJson.real(json));
  }

  @Test
  void graphJson_integerOperations_comeBack() throws IOException {
    FixedPoint type = FixedPoint.signed(8, 3);
    Network<IntegerOp> network =
        new Network<>(
            List.of(
                new Node<>("input", new IntegerOp.Input(new Shape(3, 8, 8)), List.of()),
                new Node<>(
                    "conv", new IntegerOp.Conv2d(4, new Window(1, 1, 0), type), List.of("input")),
                new Node<>("a", new IntegerOp.Requantize(7, true, type), List.of("conv")),
                new Node<>("skip", new IntegerOp.ZeroPadShortcut(4, 1), List.of("input")),
                new Node<>("sum", new IntegerOp.Add(), List.of("a", "skip")),
                new Node<>("b", new IntegerOp.Narrow(false, type), List.of("sum")),
                new Node<>("pool", new IntegerOp.GlobalSum(), List.of("b")),
                new Node<>("fc", new IntegerOp.Dense(4, type), List.of("pool"))));
    String json =
        """
        [{"name":"input","op":{"op":"Input","shape":{"channels":3,"height":8,"width":8}},"inputs":[]},\
        {"name":"conv","op":{"op":"Conv2d","outputs":4,"kernel":1,"stride":1,"padding":0,\
        "weights":"ap_fixed<8,3>"},"inputs":["input"]},\
        {"name":"a","op":{"op":"Requantize","shift":7,"relu":true,"type":"ap_fixed<8,3>"},"inputs":["conv"]},\
        {"name":"skip","op":{"op":"ZeroPadShortcut","outputs":4,"stride":1},"inputs":["input"]},\
        {"name":"sum","op":{"op":"Add"},"inputs":["a","skip"]},\
        {"name":"b","op":{"op":"Narrow","relu":false,"type":"ap_fixed<8,3>"},"inputs":["sum"]},\
        {"name":"pool","op":{"op":"GlobalSum"},"inputs":["b"]},\
        {"name":"fc","op":{"op":"Dense","outputs":4,"weights":"ap_fixed<8,3>"},"inputs":["pool"]}]""";
    assertEquals(json, GraphJson.of(network));
    assertEquals(network, GraphJson.integer(json));
  }

  @Test
  void graphJson_operationOfTheOtherKind_isRefused() {
    String json = "[{\"name\":\"x\",\"op\":{\"op\":\"GlobalSum\"},\"inputs\":[]}]";
    String message = assertThrows(IOException.class, () -> GraphJson.real(json)).getMessage();
    assertTrue(message.contains("GlobalSum"), message);
    assertEquals(1, message.lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[null]",
        "[{}]",
        "{}",
        "[]",
        "[{\"name\":\"x\",\"op\":null,\"inputs\":[]}]",
        "[{\"name\":\"x\",\"op\":{\"op\":\"Relu\"},\"inputs\":[null]}]",
        "[{\"name\":\"x\",\"op\":{\"op\":\"Input\",\"shape\":null},\"inputs\":[]}]"
      })
  void graphJson_ofNothing_isRefusedInALine(String json) {
    String message = assertThrows(IOException.class, () -> GraphJson.real(json)).getMessage();
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void trainedNetwork_parametersThatAreNotItsOwn_areNamed() {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
    Parameters good = Initialization.of(network, 3);
    Values vector = Values.vector(1, 2, 3);
    assertEquals(
        "node 'stem.relu' (Relu) has no parameter 'weight', but a value for it is given",
        refusal(network, good.with("stem.relu", "weight", vector)));
    assertEquals(
        "there are parameters for 'stern.conv', but the network has no such node",
        refusal(network, good.with("stern.conv", "weight", vector)));
    assertEquals(
        "parameter 'bias' of node 'stem.norm' has shape [3]; it must be [16]",
        refusal(network, good.with("stem.norm", "bias", vector)));
    assertEquals(
        "parameter 'bias' of node 'stem.norm': 2 of 16 values are NaN or infinite",
        refusal(network, good.with("stem.norm", "bias", withTwoWrong())));
    assertEquals(
        "node 'stem.conv' has no parameter 'weight'; it must have one of shape [16, 3, 3, 3]",
        refusal(network, new Parameters(Map.of())));
  }

  private static Values withTwoWrong() {
    double[] values = new double[16];
    values[3] = Double.NaN;
    values[7] = Double.NEGATIVE_INFINITY;
    return Values.vector(values);
  }

  private static String refusal(Network<RealOp> network, Parameters parameters) {
    return assertThrows(
            IllegalArgumentException.class, () -> new TrainedNetwork(network, parameters))
        .getMessage();
  }

  @Test
  void read_fileCutShort_saysSo(@TempDir Path directory) throws IOException {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
    Path file = directory.resolve("network.safetensors");
    NetworkFile.write(new TrainedNetwork(network, Initialization.of(network, 3)), file);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 1));
    IOException e = assertThrows(IOException.class, () -> NetworkFile.read(file));
    assertTrue(e.getMessage().contains("network.safetensors"), e.getMessage());
  }

  /** Biases too are drawn from what the layer's inputs say, whatever its parameters are called. */
  @Test
  void initialization_ofDenseLayer_fillsItsBound() {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 1000);
    Parameters parameters = Initialization.of(network, 3);
    for (String name : List.of("weight", "bias")) {
      double[] values = parameters.get(network.output().name(), name).data();
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      assertTrue(largest <= 1 / 8.0 && largest > 0.99 / 8, name + ": " + largest);
    }
  }

  @Test
  void initialization_isMadeFromTheSeed() {
    Network<RealOp> network = ResNets.resNet(8, IMAGE, 10);
    assertEquals(Initialization.of(network, 5), Initialization.of(network, 5));
    assertTrue(!Initialization.of(network, 5).equals(Initialization.of(network, 6)));
  }
}
