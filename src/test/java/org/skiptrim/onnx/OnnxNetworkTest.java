package org.skiptrim.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.SkipConnection;

/** Files that other programs wrote ({@code make_networks.py}), held against ONNX Runtime. */
class OnnxNetworkTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/skiptrim/onnx");

  /** Of the largest output: sums in another order. */
  private static final double TOLERANCE = 2e-5;

  private static final int IMAGES = 20;

  private static Path file(String name) {
    return FOLDER.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pytorch-opset9.onnx",
        "pytorch-opset13.onnx",
        "pytorch-opset17.onnx",
        "pytorch-norms.onnx",
        "odd.onnx",
        "pools.onnx",
        "imagenet.onnx"
      })
  void read_channelsFirst_outputsOfOnnxRuntime(String name) throws Exception {
    OnnxNetwork read = OnnxNetwork.read(file(name));
    assertSameOutputs(read.network(), file(name), false);
  }

  /**
   * Channels last, one-sided padding, biases, a shortcut without batch norm, a softmax at the end.
   */
  @Test
  void read_keras_outputsOfOnnxRuntime() throws Exception {
    OnnxNetwork read = OnnxNetwork.read(file("keras.onnx"));
    assertTrue(
        read.notes().stream().anyMatch(note -> note.contains("Softmax")), read.notes().toString());
    assertSameOutputs(read.network(), file("keras.onnx"), true);
  }

  private static void assertSameOutputs(TrainedNetwork network, Path file, boolean keras)
      throws Exception {
    Shape shape = network.network().shape(network.network().input().name());
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      float[] image = new float[shape.size()];
      for (int k = 0; k < image.length; k++) {
        image[k] = (float) random.nextGaussian();
      }
      double[] found = logits(network, image, shape);
      float[] expected =
          keras
              ? OnnxRuntime.outputs(
                  file,
                  channelsLast(image, shape),
                  1,
                  shape.height(),
                  shape.width(),
                  shape.channels())
              : OnnxRuntime.outputs(
                  file, image, 1, shape.channels(), shape.height(), shape.width());
      assertNear(expected, keras ? softmax(found) : found);
    }
  }

  private static double[] logits(TrainedNetwork network, float[] image, Shape shape) {
    try (Model model = Model.frozen(network);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(image, shape)).toDoubles();
    }
  }

  private static float[] channelsLast(float[] image, Shape shape) {
    float[] last = new float[image.length];
    for (int c = 0; c < shape.channels(); c++) {
      for (int p = 0; p < shape.pixels(); p++) {
        last[p * shape.channels() + c] = image[c * shape.pixels() + p];
      }
    }
    return last;
  }

  private static double[] softmax(double[] logits) {
    double[] powers = Arrays.stream(logits).map(Math::exp).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static void assertNear(float[] expected, double[] found) {
    assertEquals(expected.length, found.length);
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE * largest, Arrays.toString(found));
    }
  }

  @Test
  void read_pytorch_layersHaveTheirNames() throws Exception {
    TrainedNetwork network = OnnxNetwork.read(file("pytorch-norms.onnx")).network();
    List<String> names = network.network().nodes().stream().map(node -> node.name()).toList();
    assertTrue(
        names.containsAll(List.of("conv1", "bn1", "layer1.0.conv2", "layer2.0.shortcut.1", "fc")),
        names.toString());
    assertEquals(3, SkipConnection.in(network.network()).size());
  }

  /** Batch norms that the exporter has folded come back as frozen ones, which hold the biases. */
  @Test
  void read_foldedNorms_areFrozenOnes() throws Exception {
    TrainedNetwork network = OnnxNetwork.read(file("pytorch-opset13.onnx")).network();
    long frozen =
        network.network().nodes().stream()
            .filter(node -> node.op() instanceof RealOp.BatchNorm norm && norm.frozen())
            .count();
    assertEquals(9, frozen);
  }

  @Test
  void read_noOnnx_saysSo() {
    String message =
        assertThrows(OnnxException.class, () -> OnnxNetwork.read(file("make_networks.py")))
            .getMessage();
    assertTrue(message.contains("make_networks.py is no ONNX file"), message);
  }
}
