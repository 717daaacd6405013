package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

/** QONNX files, executed from the definition of its Quant, against the integers. */
class QonnxExportTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.export.networks", 60);
  private static final int IMAGES = 3;

  @TempDir Path folder;

  private Path write(QuantizedNetwork network) throws Exception {
    Path file = folder.resolve("network.qonnx.onnx");
    NetworkExport.write(ExportedNetworks.stored(network), ExportFormat.QONNX, file);
    return file;
  }

  static double[] logits(QonnxInterpreter interpreter, QuantizedNetwork network, long[] image) {
    Shape shape = ExportedNetworks.image(network.network());
    double[] reals = Arrays.stream(image).mapToDouble(network.inputType()::value).toArray();
    return interpreter.logits(reals, shape.channels(), shape.height(), shape.width());
  }

  /** A step of the logits is no power of two where an average divides by some other number. */
  private static long[] steps(double[] logits, QuantizedNetwork network) {
    return Arrays.stream(logits)
        .mapToLong(
            logit -> {
              double steps = logit / network.logitStep();
              assertEquals(
                  Math.rint(steps), steps, 1e-4 + 1e-12 * Math.abs(steps), "no whole steps");
              return (long) Math.rint(steps);
            })
        .toArray();
  }

  private int compareAll(LongFunction<QuantizedNetwork> networks, int count) throws Exception {
    int compared = 0;
    for (long seed = 0; seed < count; seed++) {
      QuantizedNetwork network = networks.apply(seed);
      if (wraps(network)) {
        continue;
      }
      compared++;
      QonnxInterpreter qonnx = QonnxInterpreter.of(write(network), false);
      IntegerInterpreter integers = new IntegerInterpreter(network);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        assertArrayEquals(
            integers.logits(image),
            steps(logits(qonnx, network, image), network),
            "network of seed " + seed);
      }
    }
    return compared;
  }

  private static boolean wraps(QuantizedNetwork network) {
    return network.network().nodes().stream()
        .flatMap(node -> node.op().resultType().stream())
        .anyMatch(type -> type.overflow() == Overflow.WRAP);
  }

  @Test
  void logits_ofRandomNetworks_areTheIntegersTimesTheStep() throws Exception {
    int compared = compareAll(RandomQuantizedNetworks::small, NETWORKS);
    assertTrue(compared > NETWORKS / 2, compared + " networks without AP_WRAP");
  }

  @Test
  void logits_ofNetworksWithATypeForEachLayer_areTheIntegersTimesTheStep() throws Exception {
    int compared = compareAll(RandomQuantizedNetworks::mixed, NETWORKS);
    assertTrue(compared > NETWORKS / 2, compared + " networks without AP_WRAP");
  }

  @Test
  void logits_ofZeroPadShortcuts_areTheIntegersTimesTheStep() throws Exception {
    assertEquals(NETWORKS / 3, compareAll(RandomQuantizedNetworks::zeroPadShortcut, NETWORKS / 3));
  }

  @Test
  void logits_ofAnyWindowsAndPools_areTheIntegersTimesTheStep() throws Exception {
    int compared = compareAll(RandomQuantizedNetworks::windows, NETWORKS / 3);
    assertTrue(compared > NETWORKS / 6, compared + " networks that a Quant can say");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stem.conv", "a.conv", "classifier"})
  void logits_ofOneChangedWeight_areOthers(String node) throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.identitySkip(3, RandomQuantizedNetworks.Branch.ONE);
    List<long[]> images = RandomQuantizedNetworks.images(network, 3, 20);
    QuantizedNetwork corrupted = ExportedNetworks.corrupted(network, node, images);
    QonnxInterpreter qonnx = QonnxInterpreter.of(write(corrupted), false);
    long[][] found =
        images.stream()
            .map(image -> steps(logits(qonnx, network, image), network))
            .toArray(long[][]::new);
    assertFalse(Arrays.deepEquals(ExportedNetworks.logits(network, images), found));
  }

  /** A trained network: exactly, as its average is over 64 pixels. */
  @Test
  void logits_ofFourBits_areTheIntegersTimesTheStep() throws Exception {
    QuantizedNetwork network = ExportedNetworks.fourBits();
    QonnxInterpreter qonnx = QonnxInterpreter.of(write(network), false);
    IntegerInterpreter integers = new IntegerInterpreter(network);
    for (long[] image : RandomQuantizedNetworks.images(network, 1, 2)) {
      double[] expected =
          Arrays.stream(integers.logits(image)).mapToDouble(l -> l * network.logitStep()).toArray();
      assertArrayEquals(expected, logits(qonnx, network, image));
    }
  }

  /** Of types of 16 bits, biases have more bits than float32. */
  @Test
  void logits_ofSixteenBits_differByTheRoundingOfBiases() throws Exception {
    FixedPoint type = FixedPoint.signed(16, 5);
    QuantizedNetwork network = ExportedNetworks.projections(new Shape(3, 8, 8), type);
    double[] bias = network.integers().get("classifier", "bias").data().clone();
    Arrays.setAll(bias, i -> bias[i] + (1L << 30) + i);
    QuantizedNetwork biased =
        network.with(network.integers().with("classifier", "bias", Values.vector(bias)));
    QonnxInterpreter qonnx = QonnxInterpreter.of(write(biased), false);
    for (long[] image : RandomQuantizedNetworks.images(biased, 1, 3)) {
      double[] found = logits(qonnx, biased, image);
      long[] expected = new IntegerInterpreter(biased).logits(image);
      for (int i = 0; i < found.length; i++) {
        assertEquals(expected[i], found[i] / biased.logitStep(), 1 << 8);
      }
    }
    String notes = QonnxGraph.of(biased).notes().toString();
    assertTrue(notes.contains("classifier, by up to 256 steps of the logits"), notes);
  }

  /** What FINN's and hls4ml's sources ask of the form; see docs/rationale/export.md. */
  @Test
  void file_hasTheFormThatItsReadersTake() throws Exception {
    QuantizedNetwork network =
        ExportedNetworks.projections(new Shape(3, 8, 8), FixedPoint.signed(4, 2));
    GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(write(network))).getGraph();
    Map<String, NodeProto> makers = new HashMap<>();
    graph.getNodeList().forEach(node -> makers.put(node.getOutput(0), node));
    Map<String, TensorProto> constants = new HashMap<>();
    graph.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
    Set<String> operators = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      operators.add(node.getOpType());
      if (node.getOpType().equals("Quant")) {
        assertScalars(node, constants);
        boolean afterRelu =
            makers.containsKey(node.getInput(0))
                && makers.get(node.getInput(0)).getOpType().equals("Relu");
        assertEquals(afterRelu ? 0 : 1, integer(node, "signed"), node.getName());
        assertEquals(0, integer(node, "narrow"), node.getName());
      }
      if (Set.of("Conv", "MatMul").contains(node.getOpType())) {
        assertEquals("Quant", makers.get(node.getInput(1)).getOpType(), node.getName());
      }
    }
    assertEquals(
        Set.of(
            "Quant",
            "Conv",
            "BatchNormalization",
            "Relu",
            "Add",
            "GlobalAveragePool",
            "Flatten",
            "MatMul"),
        operators);
    assertEquals(List.of(), QonnxGraph.of(network).notes());
  }

  private static void assertScalars(NodeProto quant, Map<String, TensorProto> constants) {
    for (String input : quant.getInputList().subList(1, 4)) {
      assertEquals(0, constants.get(input).getDimsCount(), input);
    }
    float scale =
        Float.intBitsToFloat(
            Integer.reverseBytes(
                constants.get(quant.getInput(1)).getRawData().asReadOnlyByteBuffer().getInt()));
    assertEquals(Math.scalb(1f, Math.getExponent(scale)), scale, "a power of two");
  }

  private static long integer(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .sum();
  }

  @Test
  void write_networkThatWraps_namesEachNodeThatDoes() {
    for (long seed = 0; seed < 50; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      if (!wraps(network)) {
        continue;
      }
      String message = assertThrows(ExportException.class, () -> write(network)).getMessage();
      for (Node<IntegerOp> node : network.network().nodes()) {
        boolean wraps =
            node.op().resultType().filter(type -> type.overflow() == Overflow.WRAP).isPresent();
        assertEquals(wraps, message.contains("'" + node.name() + "' wraps around"), message);
      }
    }
  }
}
