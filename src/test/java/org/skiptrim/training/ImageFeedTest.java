package org.skiptrim.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.engine.EngineScope;

class ImageFeedTest {
  private static final Dataset DATASET =
      MadeUpImages.of(50, 20, 8)
          .with(new Normalization(List.of(10f, 120f, 250f), List.of(50f, 60f, 70f)));

  /** What a GPU would cut from the images it holds is, bit for bit, what the thread prepares. */
  @Test
  void next_cutByTheEngine_isWhatTheThreadPrepares() {
    for (Augmentation augmentation :
        List.of(Augmentation.STANDARD, new Augmentation(2, false), Augmentation.NONE)) {
      Recipe recipe = recipe(augmentation);
      BatchLoader loader = BatchLoader.training(DATASET, 16, augmentation, recipe.seed());
      try (ImageFeed host = ImageFeed.of(DATASET, recipe, 3, 1);
          ImageFeed device = new ImageFeed.OnDevice(DATASET, recipe, loader, 3, 1)) {
        assertEquals(4, host.batches());
        assertEquals(host.batches(), device.batches());
        for (int i = 1; i < host.batches(); i++) {
          try (EngineScope scope = EngineScope.inference()) {
            LabelledImages expected = host.next();
            LabelledImages found = device.next();
            assertArrayEquals(expected.images().toDoubles(), found.images().toDoubles());
            assertArrayEquals(expected.labels().toDoubles(), found.labels().toDoubles());
          }
        }
      }
    }
  }

  private static Recipe recipe(Augmentation augmentation) {
    return new Recipe(
        1,
        16,
        new LearningRateSchedule.OneCycle(0.1, 0.3),
        0.9,
        0,
        0,
        augmentation,
        Arithmetic.FP32,
        7);
  }
}
