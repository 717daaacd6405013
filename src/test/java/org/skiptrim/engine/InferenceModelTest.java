package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

class InferenceModelTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);
  private static final int BATCH = 5;

  @ParameterizedTest
  @EnumSource(Block.class)
  void forward_ofEitherBlock_isThatOfTheNetworkAsItIs(Block block) {
    for (Shortcut shortcut : Shortcut.values()) {
      TrainedNetwork trained = trained(shortcut, block);
      try (Model model = Model.frozen(trained);
          InferenceModel folded = new InferenceModel(trained, Arithmetic.FP32);
          EngineScope scope = EngineScope.inference()) {
        Value images = images();
        double[] expected = model.forward(images).toDoubles();
        assertArrayEquals(expected, folded.forward(images).toDoubles(), 1e-4 * largest(expected));
        // Nothing was written over: the same again.
        assertArrayEquals(expected, folded.forward(images).toDoubles(), 1e-4 * largest(expected));
      }
    }
  }

  @Test
  void forward_inBfloat16_isCloseAndNotTheSame() {
    TrainedNetwork trained = trained(Shortcut.PROJECTION, Block.BASIC);
    try (InferenceModel exact = new InferenceModel(trained, Arithmetic.FP32);
        InferenceModel low = new InferenceModel(trained, Arithmetic.BF16);
        EngineScope scope = EngineScope.inference()) {
      double[] expected = exact.forward(images()).toDoubles();
      double[] found = low.forward(images()).toDoubles();
      assertArrayEquals(expected, found, 0.05 * largest(expected));
      assertTrue(!java.util.Arrays.equals(expected, found));
    }
  }

  @Test
  void forward_withFeatures_keepsThemAsTheyAre() {
    TrainedNetwork trained = trained(Shortcut.PROJECTION, Block.BASIC);
    Set<String> asked = Set.of("stage1.block1.2.norm", "stage2.block1.add", "stem.relu");
    try (Model model = Model.frozen(trained);
        InferenceModel folded = new InferenceModel(trained, Arithmetic.FP32);
        EngineScope scope = EngineScope.inference()) {
      Map<String, Value> features = folded.forward(images(), asked).features();
      assertEquals(asked, features.keySet());
      for (String name : asked) {
        Network<RealOp> part = Network.pruned(upTo(trained.network(), name));
        TrainedNetwork cut = new TrainedNetwork(part, trained.parameters().restrictedTo(part));
        try (Model prefix = Model.frozen(cut)) {
          double[] expected = prefix.forward(images()).toDoubles();
          assertArrayEquals(
              expected, features.get(name).toDoubles(), 1e-4 * largest(expected), name);
        }
      }
    }
  }

  @Test
  void forward_featureOfAFoldedConvolution_isRefused() {
    TrainedNetwork trained = trained(Shortcut.PROJECTION, Block.BASIC);
    try (InferenceModel folded = new InferenceModel(trained, Arithmetic.FP32);
        EngineScope scope = EngineScope.inference()) {
      Value images = images();
      Exception e =
          assertThrows(
              IllegalArgumentException.class, () -> folded.forward(images, Set.of("stem.conv")));
      assertEquals("the result of 'stem.conv' is folded into its norm", e.getMessage());
    }
  }

  private static java.util.List<Node<RealOp>> upTo(Network<RealOp> network, String name) {
    var nodes = network.nodes();
    return nodes.subList(0, nodes.indexOf(network.node(name)) + 1);
  }

  private static double largest(double[] values) {
    return java.util.Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /** With batch norms that are far from the identity. */
  private static TrainedNetwork trained(Shortcut shortcut, Block block) {
    Network<RealOp> network = ResNets.resNet(2, new int[] {4, 8}, shortcut, block, IMAGE, 3);
    Random random = new Random(3);
    Map<String, Map<String, Values>> all = new HashMap<>(Initialization.of(network, 1).nodes());
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        all.put(
            node.name(),
            Map.of(
                "weight", uniform(random, channels, 0.5, 2),
                "bias", uniform(random, channels, -1, 1),
                "running_mean", uniform(random, channels, -1, 1),
                "running_var", uniform(random, channels, 0.2, 3)));
      }
    }
    return new TrainedNetwork(network, new Parameters(all));
  }

  private static Values uniform(Random random, int count, double from, double to) {
    return Values.vector(random.doubles(count, from, to).map(v -> (float) v).toArray());
  }

  private static Value images() {
    Random random = new Random(5);
    float[] values = new float[BATCH * IMAGE.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Value.of(values, IMAGE);
  }
}
