package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

/** Small networks as other people's projects save theirs; see {@code make_networks.py}. */
class ForeignNetworksTest {
  private static final Shape IMAGE = new Shape(3, 4, 4);
  private static final Network<RealOp> NETWORK = network(IMAGE, 3, 2, 3);

  static Network<RealOp> network(Shape image, int classes, int... widths) {
    return ResNets.resNet(1, widths, image, classes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usual.pt",
        "protocol3.pt",
        "protocol4.pt",
        "protocol5.pt",
        "protocol3-legacy.pt",
        "protocol4-legacy.pt",
        "protocol5-legacy.pt",
        "python2.pt",
        "net.pt",
        "everything.pt",
        "deep.pt",
        "usual.safetensors"
      })
  void read_anyPacking_isTheSameNetwork(String name) throws IOException {
    assertLogits("usual-logits.txt", PyTorchResNet.read(Fixtures.file(name), NETWORK), 1e-4);
  }

  @Test
  void read_allTypesOfNumbers_isNearlyTheSameNetwork() throws IOException {
    TrainedNetwork mixed = PyTorchResNet.read(Fixtures.file("mixed.safetensors"), NETWORK);
    assertLogits("usual-logits.txt", mixed, 0.2);
  }

  /** Stem and head with other names, shortcuts first, convolutions with biases. */
  @Test
  void read_otherNames_areFoundByOrderAndShape() throws IOException {
    assertLogits("other-logits.txt", PyTorchResNet.read(Fixtures.file("other.pt"), NETWORK), 1e-4);
  }

  @Test
  void read_otherNamesWithoutOrder_areAskedFor() throws IOException {
    Path file = Fixtures.file("other.safetensors");
    String message = error(file, NETWORK);
    assertTrue(message.contains("keeps no order"), message);
    Map<String, String> names =
        Map.of(
            "stage1.block1.1.conv", "layer1.blocks.0.first",
            "stage1.block1.1.norm", "layer1.blocks.0.norm_of_first",
            "stage1.block1.2.conv", "layer1.blocks.0.second",
            "stage1.block1.2.norm", "layer1.blocks.0.norm_of_second",
            "stage2.block1.1.norm", "layer2.blocks.0.norm_of_first",
            "stage2.block1.2.norm", "layer2.blocks.0.norm_of_second");
    assertLogits("other-logits.txt", PyTorchResNet.read(file, NETWORK, names), 1e-4);
  }

  @Test
  void read_names_mayHaveTheFilesPrefix() throws IOException {
    TrainedNetwork named =
        PyTorchResNet.read(Fixtures.file("other.pt"), NETWORK, Map.of("classifier", "module.head"));
    assertLogits("other-logits.txt", named, 1e-4);
  }

  /** Only what names, order and shapes leave open need be said; norms follow their convolutions. */
  @Test
  void read_namesOfSome_findTheRest() throws IOException {
    Map<String, String> names =
        Map.of("stage1.block1.1.conv", "layer1.blocks.0.first", "stem.norm", "bn");
    TrainedNetwork named = PyTorchResNet.read(Fixtures.file("other.pt"), NETWORK, names);
    assertLogits("other-logits.txt", named, 1e-4);
  }

  @Test
  void read_sharedRepeatedAndPermutedStorages_areFollowed() throws IOException {
    TrainedNetwork odd = PyTorchResNet.read(Fixtures.file("odd-tensors.pt"), NETWORK);
    TrainedNetwork usual = PyTorchResNet.read(Fixtures.file("usual.pt"), NETWORK);
    assertEquals(
        usual
            .parameters()
            .with("stem.norm", "running_var", odd.parameters().get("stem.norm", "running_var")),
        odd.parameters());
    assertArrayEquals(
        new double[] {0.75, 0.75}, odd.parameters().get("stem.norm", "running_var").data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ambiguous.pt        | its weights could be those in ['model'] or ['ema']; save one alone: torch.save(torch.load(file)['model'], other)
          nothing.pt          | none of what it holds is a dict of tensors, only epoch, net (numpy.core.multiarray._reconstruct); save the weights alone: torch.save(model.state_dict(), file)
          module.pt           | it holds a whole object (__main__.UsualNet), which was not made; where its class is, save the weights alone: torch.save(model.state_dict(), file)
          module-inside.pt    | only net (__main__.UsualNet), epoch; save the weights alone
          quantized-weight.pt | it has no conv1.weight that can be read: it is made by torch._utils._rebuild_qtensor, which is not run
          compressed.pt       | is compressed, as PyTorch's are not; unpack the archive and pack it with zip -0
          big-endian.pt       | its byte order is big; load and save it with PyTorch on a little-endian machine
          """)
  void read_whatIsNotThere_isOneLine(String name, String message) {
    String error = error(Fixtures.file(name), NETWORK);
    assertTrue(error.contains(message), error);
  }

  @Test
  void read_otherNetwork_namesBothNumbers() {
    assertMessage(network(IMAGE, 7, 2, 3), "needs [7, 3], as the data set has 7 classes, not 3");
    assertMessage(
        network(IMAGE, 3, 4, 6),
        "conv.weight has shape [2, 3, 3, 3]; the network needs [4, 3, 3, 3]: 2 channels instead of"
            + " 4; ResNets are built with 16, 32 and 64 only; if another layer is meant, write names: {stem.conv: …}");
    assertMessage(
        ResNets.resNet(2, new int[] {2, 3}, IMAGE, 3),
        "it has 6 convolutions where the network has 10; correct resnet and shortcut");
    assertMessage(
        ResNets.resNet(1, new int[] {2, 3}, Shortcut.ZERO_PAD, Block.BASIC, IMAGE, 3),
        "it has 6 convolutions where the network has 5; correct resnet and shortcut");
  }

  private static void assertMessage(Network<RealOp> network, String message) {
    String error = error(Fixtures.file("other.pt"), network);
    assertTrue(error.endsWith(message), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stem.cnv  | conv | names has 'stem.cnv', which is no layer of the network; it has stem.conv, stem.norm,
          stem.conv | cnv  | names has 'cnv' for stem.conv, which is not in the file; it has conv, bn, layer1.blocks.0.first,
          """)
  void read_wrongNames_saysWhatThereIs(String node, String layer, String message) {
    String error =
        assertThrows(
                ExchangeException.class,
                () -> PyTorchResNet.read(Fixtures.file("other.pt"), NETWORK, Map.of(node, layer)))
            .getMessage();
    assertTrue(error.contains(message), error);
  }

  private static String error(Path file, Network<RealOp> network) {
    return assertThrows(ExchangeException.class, () -> PyTorchResNet.read(file, network))
        .getMessage();
  }

  /** Those that PyTorch came to for an image whose pixel i is (i mod 7) / 4. */
  private static void assertLogits(String name, TrainedNetwork trained, double tolerance)
      throws IOException {
    assertLogits(Fixtures.file(name), trained, tolerance);
  }

  static void assertLogits(Path file, TrainedNetwork trained, double tolerance) throws IOException {
    double[] expected =
        Arrays.stream(Files.readString(file).strip().split(" "))
            .mapToDouble(Double::parseDouble)
            .toArray();
    float[] pixels = new float[IMAGE.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 7 / 4f;
    }
    try (Model model = Model.frozen(trained);
        EngineScope scope = EngineScope.inference()) {
      double[] found = model.forward(Value.of(pixels, IMAGE)).toDoubles();
      assertArrayEquals(expected, found, tolerance);
    }
  }
}
