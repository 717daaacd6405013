package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
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
    return Map.of("standard", Normalization.STANDARD, "imagenet", Normalization.IMAGENET);
  }

  @Override
  public boolean isIn(Path cache) {
    return new CifarFolder(Cifar10.folder(cache), CifarLayout.OFFICIAL).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    return Cifar10.load(cache, listener);
  }
}
