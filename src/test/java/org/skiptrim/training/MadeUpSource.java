package org.skiptrim.training;

import java.nio.file.Path;
import java.util.Map;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.storage.ProgressListener;

/** {@link MadeUpImages} as experiments name them. */
public final class MadeUpSource implements DatasetSource {
  @Override
  public String name() {
    return "made-up";
  }

  @Override
  public Facts facts() {
    return new Facts(3, 8, 8, 4, 64, 24);
  }

  @Override
  public Augmentation augmentation() {
    return Augmentation.STANDARD;
  }

  @Override
  public Map<String, Normalization> normalizations() {
    return Map.of("standard", Normalization.STANDARD, "imagenet", Normalization.IMAGENET);
  }

  @Override
  public boolean isIn(Path cache) {
    return true;
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) {
    return MadeUpImages.of(64, 24, 8);
  }
}
