package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.MadeUpDigits;

class NormalizationHintTest {
  /** Inputs of 0 to 255 make huge logits of any network that is used to others. */
  private static final Normalization NONE = new Normalization(List.of(0f), List.of(1f));

  private static final Map<String, Normalization> KNOWN =
      Map.of("standard", Normalization.STANDARD, "none", NONE);

  private static Optional<String> hint(Normalization own) {
    Dataset images = new MadeUpDigits().load(Path.of(""), ProgressListener.SILENT).with(own);
    Shape image = new Shape(images.channels(), images.height(), images.width());
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 6}, image, images.classes().size());
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    return NormalizationHint.of(trained, images, KNOWN);
  }

  @Test
  void of_wrongNormalization_namesTheBetterOne() {
    String hint = hint(NONE).orElseThrow();
    assertTrue(
        hint.matches(
            "normalization: standard seems to fit the network better: its loss on 60 training images"
                + " is \\d\\.\\d{3} with it, \\d+\\.\\d{3} as it is"),
        hint);
  }

  @Test
  void of_bestNormalization_saysNothing() {
    assertEquals(Optional.empty(), hint(Normalization.STANDARD));
  }
}
