package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.training.EpochRecord;

class TrainingFiguresTest {
  private static EpochRecord epoch(double testAccuracy, String... events) {
    return new EpochRecord(1, 0.1, 1, 0.5, testAccuracy, 1, List.of(events));
  }

  @Test
  void highest_ofEpochsOfOneNetwork_anyOfThem() {
    assertEquals(0.7, TrainingFigures.highest(List.of(epoch(0.6), epoch(0.7), epoch(0.65))));
  }

  @Test
  void highest_ofANetworkWhoseSkipsGo_isOfEpochsWithoutThem() {
    List<EpochRecord> history =
        List.of(
            epoch(0.9),
            epoch(0.8, "removed one"),
            epoch(0.4, "removed two"),
            epoch(0.6),
            epoch(0.55));
    assertEquals(0.6, TrainingFigures.highest(history));
  }

  @Test
  void highest_lastSkipGoesBeforeTheLastEpoch_isThatEpochs() {
    assertEquals(0.4, TrainingFigures.highest(List.of(epoch(0.9), epoch(0.4, "removed one"))));
  }
}
