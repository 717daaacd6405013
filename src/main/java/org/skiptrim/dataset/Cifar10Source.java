package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.ProgressListener;

/** {@link Cifar10} for experiments; many published networks have seen it in ImageNet's colours. */
public final class Cifar10Source implements DatasetSource {
  @Override
  public String name() {
    return "cifar-10";
  }

  @Override
  public Facts facts() {
    return new Facts(CifarLayout.CHANNELS, CifarLayout.SIDE, CifarLayout.SIDE, 10, 50_000, 10_000);
  }

  @Override
  public Augmentation augmentation() {
    return Augmentation.STANDARD;
  }

  @Override
  public Map<String, Normalization> normalizations() {
    return Map.of(
        "standard", Normalization.STANDARD,
        "imagenet", Normalization.IMAGENET,
        "cifar-10", of(0.2470, 0.2435, 0.2616),
        "cifar-10-image-std", of(0.2023, 0.1994, 0.2010), // the mean of the images' deviations
        "cifar-10-mean", of(1, 1, 1), // nearest to Keras' example, which subtracts the mean image
        "half", Normalization.ofFractions(List.of(0.5), List.of(0.5)),
        "unit", Normalization.ofFractions(List.of(0.0), List.of(1.0))); // pixels between 0 and 1
  }

  /** The means of all training images' pixels, with deviations. */
  private static Normalization of(double red, double green, double blue) {
    return Normalization.ofFractions(List.of(0.4914, 0.4822, 0.4465), List.of(red, green, blue));
  }

  @Override
  public boolean isIn(Path cache) {
    return new DataFolder(Cifar10.folder(cache), CifarLayout.OFFICIAL.files()).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    return Cifar10.load(cache, listener);
  }
}
