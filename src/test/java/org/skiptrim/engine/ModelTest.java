package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

class ModelTest {
  private static final Shape IMAGE = new Shape(2, 6, 6);
  private static final int[] LABELS = {0, 2, 1, 2};
  private static final double RATE = 0.1;

  private final Network<RealOp> network = ResNets.resNet(1, new int[] {3, 4}, IMAGE, 3);
  private final TrainedNetwork start = new TrainedNetwork(network, Initialization.of(network, 4));

  /** The gradient that a step takes is the slope of the loss, measured by moving one weight. */
  @Test
  void step_movesEachWeightAgainstTheSlopeOfTheLoss() {
    Parameters after = afterSteps(1, 0, 0);
    double nudge = 1e-3;
    for (String node : new String[] {"stem.conv", "stage2.block1.shortcut.conv", "classifier"}) {
      Values weight = start.parameters().get(node, "weight");
      double slope = (loss(nudged(node, nudge)) - loss(nudged(node, -nudge))) / (2 * nudge);
      double moved = weight.data()[1] - after.get(node, "weight").data()[1];
      assertEquals(slope, moved / RATE, 2e-3, node);
    }
  }

  private TrainedNetwork nudged(String node, double by) {
    Values weight = start.parameters().get(node, "weight");
    double[] data = weight.data().clone();
    data[1] += by;
    return new TrainedNetwork(
        network, start.parameters().with(node, "weight", new Values(weight.shape(), data)));
  }

  private static double loss(TrainedNetwork trained) {
    try (Model model = Model.trainable(trained);
        EngineScope scope = EngineScope.inference()) {
      return model.forwardTraining(images()).crossEntropy(Value.labels(LABELS)).number();
    }
  }

  /**
   * Two steps with the second gradient equal to the first would go 1 + μ, then 1 + μ + μ² as far.
   */
  @Test
  void step_withMomentum_goesFurtherByTheNesterovFactor() {
    double plain = moved(afterSteps(1, 0, 0));
    double nesterov = moved(afterSteps(1, 0.5, 0));
    assertEquals(1.5, nesterov / plain, 1e-4);
  }

  @Test
  void step_withWeightDecay_pullsTowardsZero() {
    double weight = start.parameters().get("classifier", "weight").data()[1];
    double difference = moved(afterSteps(1, 0, 0.2)) - moved(afterSteps(1, 0, 0));
    assertEquals(RATE * 0.2 * weight, difference, 1e-6);
  }

  private double moved(Parameters after) {
    return start.parameters().get("classifier", "weight").data()[1]
        - after.get("classifier", "weight").data()[1];
  }

  @Test
  void restore_ofVelocities_goesOnWithTheSameBits() {
    try (Model model = Model.trainable(start);
        Sgd optimizer = new Sgd(model, 0.9, 0)) {
      learn(model, optimizer);
      try (Model copy = Model.trainable(model.snapshot());
          Sgd resumed = new Sgd(copy, 0.9, 0)) {
        resumed.restore(optimizer.velocities());
        learn(model, optimizer);
        learn(copy, resumed);
        assertEquals(model.parameters(), copy.parameters());
      }
    }
  }

  private Parameters afterSteps(int steps, double momentum, double decay) {
    try (Model model = Model.trainable(start);
        Sgd optimizer = new Sgd(model, momentum, decay)) {
      for (int i = 0; i < steps; i++) {
        learn(model, optimizer);
      }
      return model.parameters();
    }
  }

  private static void learn(Model model, Sgd optimizer) {
    try (EngineScope scope = EngineScope.training()) {
      model.forwardTraining(images()).crossEntropy(Value.labels(LABELS)).backward();
      optimizer.step(RATE);
    }
  }

  @Test
  void parameters_ofAnUntouchedModel_areThoseItStartedFrom() {
    try (Model model = Model.frozen(start)) {
      assertEquals(start.parameters(), model.parameters());
    }
  }

  @Test
  void images_ofBytes_areNormalizedAndChannelsFirst() {
    byte[] pixels = {0, (byte) 255, (byte) 128, (byte) 192}; // one row of two pixels, two channels
    try (EngineScope scope = EngineScope.inference()) {
      Value images = Value.images(pixels, new Shape(2, 1, 2), new float[] {128}, new float[] {64});
      assertArrayEquals(new double[] {-2, 0, 127 / 64.0, 1}, images.toDoubles());
    }
  }

  @Test
  void correct_countsMaximaAtTheLabel() {
    float[] logits = {1, 2, 3, 9, 2, 3, 1, 2, 0};
    try (EngineScope scope = EngineScope.inference()) {
      Value value = new Value(Value.of(logits, new Shape(3, 1, 1)).tensor().flatten(1, -1));
      assertEquals(2, value.correct(Value.labels(new int[] {2, 1, 1})));
    }
  }

  /** Every other pixel, channels of zeros around: one before, two after, for 2 of 5. */
  @Test
  void zeroPadShortcut_isHesOptionA() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    Shape shape = new Shape(2, 3, 3);
    builder.add("x", new RealOp.Input(shape));
    builder.add("s", new RealOp.ZeroPadShortcut(5, 2), "x");
    float[] image = new float[18];
    for (int i = 0; i < image.length; i++) {
      image[i] = i + 1;
    }
    double[] expected = {
      0, 0, 0, 0, //
      1, 3, 7, 9, //
      10, 12, 16, 18, //
      0, 0, 0, 0, //
      0, 0, 0, 0
    };
    TrainedNetwork only = new TrainedNetwork(builder.build(), new Parameters(Map.of()));
    try (Model model = Model.frozen(only);
        EngineScope scope = EngineScope.inference()) {
      assertArrayEquals(expected, model.forward(Value.of(image, shape)).toDoubles());
    }
  }

  /** A step in bfloat16 goes where one in 32 bits goes, but for its rounding. */
  @Test
  void step_inBfloat16_movesNearlyAsIn32Bits() {
    Values exact = learned(Arithmetic.FP32).get("stage1.block1.1.conv", "weight");
    Values low = learned(Arithmetic.BF16).get("stage1.block1.1.conv", "weight");
    Values before = start.parameters().get("stage1.block1.1.conv", "weight");
    double both = 0;
    double exactSquares = 0;
    double lowSquares = 0;
    for (int i = 0; i < exact.data().length; i++) {
      double exactMove = exact.data()[i] - before.data()[i];
      double lowMove = low.data()[i] - before.data()[i];
      both += exactMove * lowMove;
      exactSquares += exactMove * exactMove;
      lowSquares += lowMove * lowMove;
    }
    double cosine = both / Math.sqrt(exactSquares * lowSquares);
    assertTrue(cosine > 0.9 && cosine < 1 - 1e-9, "cosine of the two steps " + cosine);
  }

  private Parameters learned(Arithmetic arithmetic) {
    try (Model model = Model.trainable(start, arithmetic);
        Sgd optimizer = new Sgd(model, 0, 0)) {
      learn(model, optimizer);
      return model.parameters();
    }
  }

  /** For two classes with p = 3/4 and q = 1/2: KL = 3/4 ln(3/2) + 1/4 ln(1/2). */
  @Test
  void divergence_ofKnownProbabilities() {
    try (EngineScope scope = EngineScope.inference()) {
      Value teacher = logits((float) Math.log(3), 0);
      Value student = logits(5, 5);
      double expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
      assertEquals(expected, student.divergence(teacher, 1).number(), 1e-6);
      // At temperature 2, logits of 2 ln 3 soften to the same probabilities, and T² is 4.
      Value sharper = logits((float) (2 * Math.log(3)), 0);
      assertEquals(4 * expected, student.divergence(sharper, 2).number(), 1e-5);
      assertEquals(0, teacher.divergence(teacher, 3).number(), 1e-7);
    }
  }

  private static Value logits(float... values) {
    Value value = Value.of(values, new Shape(values.length, 1, 1));
    return new Value(value.tensor().flatten(1, -1));
  }

  @Test
  void trainable_integersThatBfloat16DoesNotHold_areRefused() {
    Network<RealOp> eight = quantizer(FixedPoint.unsigned(8, 2));
    Network<RealOp> nine = quantizer(FixedPoint.unsigned(9, 2));
    assertEquals(Arithmetic.BF16, Arithmetic.BF16.orMoreFor(eight));
    assertEquals(Arithmetic.FP32, Arithmetic.BF16.orMoreFor(nine));
    TrainedNetwork quantized = new TrainedNetwork(nine, new Parameters(Map.of()));
    assertThrows(IllegalArgumentException.class, () -> Model.trainable(quantized, Arithmetic.BF16));
  }

  private static Network<RealOp> quantizer(FixedPoint type) {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("q", new RealOp.Quantize(type), "x");
    return builder.build();
  }

  private static Value images() {
    Random random = new Random(5);
    float[] values = new float[LABELS.length * IMAGE.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Value.of(values, IMAGE);
  }
}
