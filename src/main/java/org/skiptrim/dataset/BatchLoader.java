package org.skiptrim.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a split into batches, epoch by epoch. An epoch's batches depend on the seed and the epoch's
 * number only, so training that is killed goes on at any epoch with the same bits.
 */
public final class BatchLoader {
  private final BatchAssembler assembler;
  private final int images;
  private final int batchSize;
  private final boolean shuffled;
  private final long seed;

  private BatchLoader(
      BatchAssembler assembler, int images, int batchSize, boolean shuffled, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size " + batchSize + " is below 1");
    }
    this.assembler = assembler;
    this.images = images;
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
  }

  /** The training images, shuffled anew and augmented anew in each epoch. */
  public static BatchLoader training(
      Dataset dataset, int batchSize, Augmentation augmentation, long seed) {
    return new BatchLoader(
        new BatchAssembler(dataset, dataset.train(), augmentation, seed),
        dataset.train().size(),
        batchSize,
        true,
        seed);
  }

  /** The test images as they are and in their order: every epoch is the same. */
  public static BatchLoader testing(Dataset dataset, int batchSize) {
    return inOrder(dataset, dataset.test(), batchSize);
  }

  /** The images of any split of {@code dataset}, as they are and in their order. */
  public static BatchLoader inOrder(Dataset dataset, Split split, int batchSize) {
    return new BatchLoader(
        new BatchAssembler(dataset, split, Augmentation.NONE, 0),
        split.size(),
        batchSize,
        false,
        0);
  }

  /** How many batches an epoch has; the last one may be smaller. */
  public int batchesPerEpoch() {
    return (images + batchSize - 1) / batchSize;
  }

  /**
   * All batches of one epoch. Their preparation begins at once on a thread of its own, a few
   * batches ahead; close the result to end that thread.
   *
   * @param epoch its number, 0 for the first
   */
  public Batches epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /**
   * The batches of one epoch that are left.
   *
   * @param first how many are not
   */
  public Batches epoch(int epoch, int first) {
    int[] order = order(epoch);
    return new Batches(
        batchesPerEpoch() - first,
        number -> {
          int begin = (first + number) * batchSize;
          int end = Math.min(images, begin + batchSize);
          return assembler.assemble(order, begin, end, epoch);
        });
  }

  /**
   * The same batches as plans: for an engine that holds the images.
   *
   * @param epoch its number, 0 for the first
   */
  public List<BatchPlan> plans(int epoch) {
    int[] order = order(epoch);
    List<BatchPlan> plans = new ArrayList<>();
    for (int begin = 0; begin < images; begin += batchSize) {
      plans.add(assembler.plan(order, begin, Math.min(images, begin + batchSize), epoch));
    }
    return plans;
  }

  private int[] order(int epoch) {
    return shuffled
        ? KeyedRandom.permutation(images, seed, epoch)
        : IntStream.range(0, images).toArray();
  }
}
