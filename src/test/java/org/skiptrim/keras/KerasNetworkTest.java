package org.skiptrim.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.Window;
import org.skiptrim.skips.SkipConnection;

/** Files as Keras lays them out, held against logits that {@code make_networks.py} computes. */
class KerasNetworkTest {
  /** Of the largest logit: sums in another order. */
  private static final double TOLERANCE = 2e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras2-model.h5",
        "keras213-model.keras",
        "keras3-model.keras",
        "keras2-weights.h5",
        "keras3.weights.h5",
        "odd.keras",
        "sequential.h5"
      })
  void read_file_logitsOfNumpy(String name) throws Exception {
    TrainedNetwork network = KerasNetwork.read(KerasFiles.named(name)).network();
    List<String> lines = expected(name);
    assertEquals(3, lines.size());
    for (String line : lines) {
      String[] words = line.split(" ");
      int[] extents = Arrays.stream(words[1].split("x")).mapToInt(Integer::parseInt).toArray();
      Shape shape = new Shape(extents[2], extents[0], extents[1]);
      assertEquals(shape, network.network().shape(network.network().input().name()));
      double[] wanted =
          Arrays.stream(words, 3, words.length).mapToDouble(Double::parseDouble).toArray();
      assertNear(wanted, logits(network, image(Integer.parseInt(words[2]), shape), shape));
    }
  }

  private static List<String> expected(String name) throws IOException {
    return Files.readAllLines(KerasFiles.named("logits.txt")).stream()
        .filter(line -> line.startsWith(name + " "))
        .toList();
  }

  /** As {@code image} in make_networks.py, channels first. */
  private static float[] image(int number, Shape shape) {
    float[] pixels = new float[shape.size()];
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          int steps = (7 * y + 13 * x + 5 * c + 11 * number + y * x) % 17;
          pixels[(c * shape.height() + y) * shape.width() + x] = steps / 8f - 1;
        }
      }
    }
    return pixels;
  }

  private static double[] logits(TrainedNetwork network, float[] image, Shape shape) {
    try (Model model = Model.frozen(network);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(image, shape)).toDoubles();
    }
  }

  private static void assertNear(double[] wanted, double[] found) {
    assertEquals(wanted.length, found.length);
    double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < found.length; i++) {
      assertEquals(wanted[i], found[i], TOLERANCE * largest, Arrays.toString(found));
    }
  }

  @Test
  void read_resNet_hasTheLayersOfTheFile() throws Exception {
    Network<RealOp> network =
        KerasNetwork.read(KerasFiles.named("keras2-model.h5")).network().network();
    List<String> names = network.nodes().stream().map(Node::name).toList();
    assertTrue(
        names.containsAll(List.of("conv2d_8", "batch_normalization_6", "add_2.add", "dense")),
        names.toString());
    assertEquals(3, SkipConnection.in(network).size());
    assertEquals(SkipConnection.Kind.PROJECTION, SkipConnection.in(network).get(1).kind(network));
    assertEquals(new RealOp.BatchNorm((double) 1e-3f), network.node("batch_normalization").op());
    // "same" at a stride of 2 pads an even map at the right and at the bottom alone.
    assertEquals(Optional.of(new Window(3, 2, 0, 1)), network.node("conv2d_3").op().window());
  }

  /** The same numbers, whichever version has written them. */
  @Test
  void read_layoutsOfOneModel_areOneNetwork() throws Exception {
    TrainedNetwork first = KerasNetwork.read(KerasFiles.named("keras2-model.h5")).network();
    assertEquals(first, KerasNetwork.read(KerasFiles.named("keras213-model.keras")).network());
    assertEquals(first, KerasNetwork.read(KerasFiles.named("keras3-model.keras")).network());
  }

  @Test
  void read_resNet_saysWhatIsDifferent() throws Exception {
    String notes =
        String.join("\n", KerasNetwork.read(KerasFiles.named("keras2-model.h5")).notes());
    assertTrue(notes.contains("Softmax 'dense/Softmax' is left out"), notes);
    assertTrue(notes.contains("normalization: cifar-10-mean"), notes);
  }

  @Test
  void read_weightsAlone_saysWhatTheyAreTakenFor() throws Exception {
    List<String> notes = KerasNetwork.read(KerasFiles.named("keras3.weights.h5")).notes();
    assertTrue(notes.get(0).contains("ResNet8 v1 of Keras' CIFAR-10 example"), notes.toString());
  }
}
