package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.ProgressListener;

/**
 * CIFAR-100 (Krizhevsky 2009) with its fine labels: 50,000 training and 10,000 test images, 32×32
 * pixels, RGB, a hundred classes.
 */
public final class Cifar100 implements DatasetSource {
  private static final String TITLE = "CIFAR-100";
  private static final String ARCHIVE = "cifar-100-binary.tar.gz";

  /** Before each image: the coarse label, then the fine one. */
  private static final int LABEL_BYTES = 2;

  private static final DataFile TRAIN =
      new DataFile("train.bin", "6172c7755cfe09b2fe270c85cebc1b15");
  private static final DataFile TEST = new DataFile("test.bin", "4499cfba6c016c1be1438163640a0898");

  /** By label. */
  private static final List<String> CLASSES =
      List.of(
          """
          apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus
          butterfly camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch
          crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house
          kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle
          mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree
          plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark
          shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table
          tank telephone television tiger tractor train trout tulip turtle wardrobe whale
          willow_tree wolf woman worm"""
              .split("\\s+"));

  @Override
  public String name() {
    return "cifar-100";
  }

  @Override
  public Facts facts() {
    return new Facts(
        CifarLayout.CHANNELS, CifarLayout.SIDE, CifarLayout.SIDE, CLASSES.size(), 50_000, 10_000);
  }

  @Override
  public Augmentation augmentation() {
    return Augmentation.STANDARD;
  }

  /** The means and standard deviations of the training pixels that are usually published. */
  @Override
  public Map<String, Normalization> normalizations() {
    return Normalization.standardAnd(
        List.of(0.5071f, 0.4865f, 0.4409f), List.of(0.2673f, 0.2564f, 0.2762f));
  }

  @Override
  public boolean isIn(Path cache) {
    return folder(cache).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    DataFolder folder = folder(cache);
    List<FileSource> sources =
        List.of(
            new ArchiveOnDisk(TITLE, List.of(ARCHIVE, "cifar-100-binary.tar")),
            new FilesOnDisk(
                "the cache's cifar-100-binary", List.of(folder.path().resolve("cifar-100-binary"))),
            new OfficialArchive(
                TITLE,
                URI.create("https://www.cs.toronto.edu/~kriz/" + ARCHIVE),
                "03b5dce01913d631647c71ecec9e9cb8",
                Download.patient("downloading " + TITLE)));
    String remedy = "put " + ARCHIVE + " into " + folder.path();
    new CachedFiles(TITLE, folder, sources, remedy).complete(listener);
    return new Dataset(
        TITLE,
        CifarLayout.CHANNELS,
        CifarLayout.SIDE,
        CifarLayout.SIDE,
        CLASSES,
        split(folder, TRAIN),
        split(folder, TEST),
        Normalization.STANDARD);
  }

  static Split split(DataFolder folder, DataFile file) throws IOException {
    return CifarRecords.decode(folder, List.of(file), LABEL_BYTES, CLASSES.size());
  }

  private static DataFolder folder(Path cache) {
    return new DataFolder(cache.resolve("cifar-100"), List.of(TRAIN, TEST));
  }
}
