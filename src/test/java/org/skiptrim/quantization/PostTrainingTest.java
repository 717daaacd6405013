package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.IntegerModel;
import org.skiptrim.engine.Model;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.MadeUpImages;

class PostTrainingTest {
  private static final Dataset DATA = MadeUpImages.of(256, 64, 8);

  /** On images that it was not fitted on, the integers' logits are nearer to the real ones. */
  @ParameterizedTest
  @ValueSource(strings = {"ap_fixed<8,2>", "ap_fixed<4,2>", "ap_fixed<3,1>"})
  void quantized_logits_areNearerThanWithoutFitting(String text) {
    FixedPoint type = FixedPoint.parse(text);
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    double before = 0;
    double after = 0;
    for (long seed = 3; seed < 11; seed++) {
      TrainedNetwork real =
          LearnedNetworks.of(ResNets.resNet(1, new int[] {8, 16}, new Shape(3, 8, 8), 4), seed);
      TrainedNetwork fitted =
          PostTraining.quantized(
              real, precision, new CalibrationImages(DATA, 128), ProgressListener.SILENT);
      TrainedNetwork plain =
          new TrainedNetwork(FakeQuantization.insert(real.network(), precision), real.parameters());
      before += error(real, Quantizer.quantize(plain));
      after += error(real, Quantizer.quantize(fitted));
    }
    assertTrue(after < 0.75 * before, "squared error " + after + " instead of " + before);
  }

  /**
   * A network that has learned with quantizers is not what it is without them: the one of fewer
   * bits is fitted to what it computes with them.
   */
  @Test
  void quantized_networkWithQuantizers_isFittedToWhatItComputesWithThem() {
    FixedPoint narrow = FixedPoint.signed(3, 1);
    Precision few = new Precision(narrow, narrow, FixedPoint.signed(8, 2));
    double toQuantized = 0;
    double toPlain = 0;
    for (long seed = 1; seed <= 8; seed++) {
      TrainedNetwork real =
          LearnedNetworks.of(ResNets.resNet(1, new int[] {8, 16}, new Shape(3, 8, 8), 4), seed);
      TrainedNetwork learned =
          new TrainedNetwork(FakeQuantization.insert(real.network(), few), real.parameters());
      CalibrationImages images = new CalibrationImages(DATA, 128);
      FixedPoint type = FixedPoint.signed(4, 2);
      Precision wanted = new Precision(type, type, FixedPoint.signed(8, 2));
      toQuantized +=
          error(
              learned,
              Quantizer.quantize(
                  PostTraining.quantized(learned, wanted, images, ProgressListener.SILENT)));
      toPlain +=
          error(
              learned,
              Quantizer.quantize(
                  PostTraining.quantized(real, wanted, images, ProgressListener.SILENT)));
    }
    assertTrue(toQuantized < toPlain, toQuantized + " and " + toPlain);
  }

  /** Types whose points are far off hold nothing; each tensor gets a point of its own instead. */
  @Test
  void quantized_automatic_movesBinaryPoints() {
    FixedPoint type = FixedPoint.signed(5, 7);
    FixedPoint input = FixedPoint.signed(8, 2);
    Precision strict = new Precision(type, type, input);
    Precision automatic = new Precision(type, type, input, Optional.empty(), Map.of(), true);
    TrainedNetwork real =
        LearnedNetworks.of(ResNets.resNet(1, new int[] {8, 16}, new Shape(3, 8, 8), 4), 1);
    CalibrationImages images = new CalibrationImages(DATA, 128);
    TrainedNetwork fitted =
        PostTraining.quantized(real, automatic, images, ProgressListener.SILENT);
    List<FixedPoint> types =
        fitted.network().nodes().stream()
            .filter(node -> node.op() instanceof RealOp.Quantize)
            .map(node -> node.op().roundedTo().orElseThrow())
            .toList();
    assertEquals(input, types.get(0));
    for (FixedPoint chosen : types.subList(1, types.size())) {
      assertEquals(5, chosen.width());
      assertTrue(chosen.integerBits() < 6, chosen::toString);
    }
    assertTrue(types.stream().map(FixedPoint::integerBits).distinct().count() > 2, types::toString);
    TrainedNetwork held =
        new TrainedNetwork(FakeQuantization.insert(real.network(), strict), real.parameters());
    double automaticError = error(real, Quantizer.quantize(fitted));
    double strictError = error(real, Quantizer.quantize(held));
    assertTrue(automaticError < strictError / 4, automaticError + " and " + strictError);
  }

  @Test
  void quantized_networkOfThatPrecision_staysAsItIs() {
    FixedPoint type = FixedPoint.signed(4, 2);
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    Network<RealOp> graph =
        FakeQuantization.insert(
            ResNets.resNet(1, new int[] {8, 16}, new Shape(3, 8, 8), 4), precision);
    TrainedNetwork learned = LearnedNetworks.of(graph, 1);
    CalibrationImages images = new CalibrationImages(DATA, 128);
    assertSame(
        learned, PostTraining.quantized(learned, precision, images, ProgressListener.SILENT));
  }

  private static double error(TrainedNetwork real, QuantizedNetwork quantized) {
    double[] sum = {0};
    try (Model model = Model.frozen(real);
        IntegerModel integers =
            new IntegerModel(quantized.network(), quantized.integers(), quantized.inputType())) {
      new CalibrationImages(
              new Dataset(
                  "held out",
                  3,
                  8,
                  8,
                  DATA.classes(),
                  DATA.test(),
                  DATA.test(),
                  DATA.normalization()),
              64)
          .forEach(
              images -> {
                double[] wanted = model.forward(images).toDoubles();
                double[] found = integers.forward(images).toDoubles();
                for (int i = 0; i < wanted.length; i++) {
                  sum[0] += Math.pow(wanted[i] - found[i] * quantized.logitStep(), 2);
                }
              });
    }
    return sum[0];
  }
}
