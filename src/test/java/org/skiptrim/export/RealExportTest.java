package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onnx.ModelProto;
import onnx.StringStringEntryProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.Window;
import org.skiptrim.onnx.OnnxNetwork;
import org.skiptrim.skips.Absorber;
import org.skiptrim.skips.Treatment;

/** ONNX of real numbers, in ONNX Runtime and read back. */
class RealExportTest {
  private static final Shape IMAGE = new Shape(3, 8, 6);

  /** Of the largest logit: sums in another order. */
  private static final double TOLERANCE = 2e-5;

  private static final int IMAGES = 5;

  @TempDir Path folder;

  static List<Network<RealOp>> networks() {
    int[] widths = {4, 6};
    Network<RealOp> usual = ResNets.resNet(2, widths, IMAGE, 5);
    Network<RealOp> zeroPad =
        ResNets.resNet(1, widths, Shortcut.ZERO_PAD, Block.RELU_BEFORE_ADD, IMAGE, 5);
    return List.of(
        usual,
        zeroPad,
        Treatment.REMOVE.applyToAll(usual),
        Treatment.SHORTEN.applyToAll(zeroPad),
        Absorber.absorbAll(usual),
        pools());
  }

  /** One-sided padding, and pools over windows. */
  private static Network<RealOp> pools() {
    return new Network<>(
        List.of(
            new Node<>("input", new RealOp.Input(IMAGE), List.of()),
            new Node<>("stem.conv", new RealOp.Conv2d(4, new Window(5, 2, 1, 1)), List.of("input")),
            new Node<>("stem.norm", new RealOp.BatchNorm(1e-5), List.of("stem.conv")),
            new Node<>("stem.relu", new RealOp.Relu(), List.of("stem.norm")),
            new Node<>("largest", new RealOp.MaxPool(new Window(3, 1, 1)), List.of("stem.relu")),
            new Node<>("mean", new RealOp.AveragePool(2, 1), List.of("largest")),
            new Node<>("pool", new RealOp.GlobalAveragePool(), List.of("mean")),
            new Node<>("classifier", new RealOp.Dense(5, Optional.empty()), List.of("pool"))));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void logits_inOnnxRuntime_areTheEngines(Network<RealOp> network) throws Exception {
    TrainedNetwork trained = ExportedNetworks.randomized(network);
    Path file = write(trained);
    float[] images = ExportedNetworks.images(IMAGE, IMAGES);
    try (OnnxSession session = new OnnxSession(file)) {
      assertNear(logits(trained, images), session.reals("classifier", images, IMAGE));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void file_readBack_isTheSameNetwork(Network<RealOp> network) throws Exception {
    TrainedNetwork trained = ExportedNetworks.randomized(network);
    TrainedNetwork read = OnnxNetwork.read(write(trained)).network();
    assertEquals(outline(network), outline(read.network()));
    assertEquals(trained.parameters().restrictedTo(network), read.parameters());
  }

  /** Without epsilons, which a file has as float32. */
  private static String outline(Network<RealOp> network) {
    StringBuilder outline = new StringBuilder();
    for (Node<RealOp> node : network.nodes()) {
      String op = node.op() instanceof RealOp.BatchNorm ? "norm" : node.op().toString();
      outline.append(node.name()).append(op).append(node.inputs()).append('\n');
    }
    return outline.toString();
  }

  private Path write(TrainedNetwork trained) throws Exception {
    Path file = folder.resolve("network.onnx");
    NetworkExport.write(ExportedNetworks.stored(trained), ExportFormat.ONNX, file);
    return file;
  }

  static double[] logits(TrainedNetwork trained, float[] images) {
    try (Model model = Model.frozen(trained);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(images, IMAGE)).toDoubles();
    }
  }

  private static void assertNear(double[] expected, float[][] found) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      double logit = found[i / found[0].length][i % found[0].length];
      assertEquals(expected[i], logit, TOLERANCE * largest, "logit " + i);
    }
  }

  /** A skip on its way out is a factor. */
  @Test
  void logits_ofFadingSkip_areTheEngines() throws Exception {
    List<Node<RealOp>> nodes =
        List.of(
            new Node<>("input", new RealOp.Input(IMAGE), List.of()),
            new Node<>("faded", new RealOp.Scale(0.375), List.of("input")),
            new Node<>("sum", new RealOp.Add(), List.of("input", "faded")),
            new Node<>("pool", new RealOp.GlobalAveragePool(), List.of("sum")));
    TrainedNetwork trained = ExportedNetworks.randomized(new Network<>(nodes));
    float[] images = ExportedNetworks.images(IMAGE, IMAGES);
    try (OnnxSession session = new OnnxSession(write(trained))) {
      assertNear(logits(trained, images), session.reals("pool/flat", images, IMAGE));
    }
  }

  @Test
  void file_saysWhatItsImagesAre() throws Exception {
    Path file = write(ExportedNetworks.randomized(networks().get(0)));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    Map<String, String> remarks = new TreeMap<>();
    for (StringStringEntryProto remark : model.getMetadataPropsList()) {
      remarks.put(remark.getKey(), remark.getValue());
    }
    assertEquals("means 128.0, stds 64.0", remarks.get("normalization"));
    assertTrue(model.getDocString().contains("batch × 3 × 8 × 6"), model.getDocString());
    assertTrue(
        model.getDocString().contains("pixels 0 to 255, with means 128.0, stds 64.0"),
        model.getDocString());
  }

  @Test
  void write_networkWithQuantizers_namesEachOfThem() throws Exception {
    TrainedNetwork trained =
        NetworkFile.read(Path.of("results/resnet20-four-bits/resnet20.safetensors"));
    for (ExportFormat format : List.of(ExportFormat.ONNX, ExportFormat.PYTORCH)) {
      String message =
          assertThrows(
                  ExportException.class,
                  () ->
                      NetworkExport.write(
                          ExportedNetworks.stored(trained), format, folder.resolve("x.onnx")))
              .getMessage();
      assertTrue(message.contains("Quantize 'input.quantize' rounds to ap_fixed<8,3>"), message);
      assertTrue(message.contains("Conv2d 'stem.conv' rounds to ap_fixed<4,2>"), message);
      assertTrue(message.contains("--to qcdq"), message);
      assertEquals(22, message.lines().count(), message);
    }
  }
}
