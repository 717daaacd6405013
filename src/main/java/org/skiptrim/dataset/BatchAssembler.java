package org.skiptrim.dataset;

/** Copies images of a split into batches, turning planes into pixels on the way. */
final class BatchAssembler {
  private final Dataset dataset;
  private final Split split;
  private final Augmentation augmentation;
  private final long seed;

  BatchAssembler(Dataset dataset, Split split, Augmentation augmentation, long seed) {
    this.dataset = dataset;
    this.split = split;
    this.augmentation = augmentation;
    this.seed = seed;
  }

  /** The images {@code order[begin]} to {@code order[end − 1]} as they look in {@code epoch}. */
  Batch assemble(int[] order, int begin, int end, int epoch) {
    int size = end - begin;
    byte[] pixels = padding(size * dataset.imageBytes());
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      int index = order[begin + i];
      labels[i] = split.label(index);
      copy(index, augmentation.view(seed, epoch, index), pixels, i * dataset.imageBytes());
    }
    return new Batch(pixels, labels);
  }

  /** The same images as numbers, for whoever has them and cuts them himself. */
  BatchPlan plan(int[] order, int begin, int end, int epoch) {
    int size = end - begin;
    BatchPlan plan =
        new BatchPlan(
            new long[size], new long[size], new long[size], new boolean[size], new int[size]);
    for (int i = 0; i < size; i++) {
      int index = order[begin + i];
      Augmentation.View view = augmentation.view(seed, epoch, index);
      plan.indices()[i] = index;
      plan.down()[i] = view.down();
      plan.right()[i] = view.right();
      plan.mirrored()[i] = view.mirrored();
      plan.labels()[i] = split.label(index);
    }
    return plan;
  }

  /** Pixels that the network sees as zeros. */
  private byte[] padding(int length) {
    byte[] pixels = new byte[length];
    int channels = dataset.channels();
    for (int c = 0; c < channels; c++) {
      pixels[c] = dataset.normalization().zeroPixel(c);
    }
    for (int filled = channels; filled < length; filled *= 2) {
      System.arraycopy(pixels, 0, pixels, filled, Math.min(filled, length - filled));
    }
    return pixels;
  }

  // What lies outside the image stays as it is in the target: padding.
  private void copy(int index, Augmentation.View view, byte[] target, int targetStart) {
    int channels = dataset.channels();
    int height = dataset.height();
    int width = dataset.width();
    byte[] source = split.images();
    int firstRow = Math.max(0, -view.down());
    int lastRow = Math.min(height, height - view.down());
    int firstColumn = Math.max(0, -view.right());
    int lastColumn = Math.min(width, width - view.right());
    int step = view.mirrored() ? -channels : channels;
    int start = view.mirrored() ? width - 1 - firstColumn : firstColumn;
    for (int c = 0; c < channels; c++) {
      int plane = index * dataset.imageBytes() + c * height * width;
      for (int y = firstRow; y < lastRow; y++) {
        int from = plane + (y + view.down()) * width + view.right();
        int to = targetStart + (y * width + start) * channels + c;
        for (int x = firstColumn; x < lastColumn; x++, to += step) {
          target[to] = source[from + x];
        }
      }
    }
  }
}
