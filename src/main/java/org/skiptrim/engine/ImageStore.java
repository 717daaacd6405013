package org.skiptrim.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorIndex;
import org.bytedeco.pytorch.TensorIndexVector;
import org.skiptrim.network.Shape;

/**
 * All images of a data set where the engine computes, padded on each side, so that a GPU cuts and
 * mirrors them itself and nothing but a few numbers an image goes there. Close it to free them.
 */
public final class ImageStore implements AutoCloseable {
  private final Owned owned = new Owned();
  private final Shape shape;
  private final int padding;
  private final float[] means;
  private final float[] deviations;
  private final Tensor padded; // images × (height + 2 padding) × (width + 2 padding) × channels

  /**
   * Copies the images.
   *
   * @param planes unsigned bytes, images × channels × height × width
   * @param shape of one image
   * @param padding pixels added on each side
   * @param zeros the pixel that padding consists of, one for each channel
   * @param means of normalization, one for each channel
   * @param deviations as many
   */
  public ImageStore(
      byte[] planes, Shape shape, int padding, byte[] zeros, float[] means, float[] deviations) {
    this.shape = shape;
    this.padding = padding;
    this.means = means.clone();
    this.deviations = deviations.clone();
    int count = planes.length / shape.size();
    try (EngineScope scope = EngineScope.inference()) {
      Tensor images =
          Engine.toDevice(
              Tensor.create(planes, false, count, shape.channels(), shape.height(), shape.width()));
      Tensor frame =
          Engine.toDevice(Tensor.create(zeros, false, 1, 1, 1, zeros.length))
              .expand(
                  count, shape.height() + 2L * padding, shape.width() + 2L * padding, zeros.length)
              .contiguous();
      inner(frame).copy_(images.permute(0, 2, 3, 1));
      this.padded = owned.keep(frame);
    }
  }

  private Tensor inner(Tensor frame) {
    return frame.narrow(1, padding, shape.height()).narrow(2, padding, shape.width());
  }

  /**
   * A batch: of each image the window whose upper left pixel is moved, mirrored left to right if
   * asked; normalized.
   *
   * @param indices of the images
   * @param down how far each window is moved, −padding to padding
   * @param right likewise
   * @param mirrored as many
   */
  public Value images(long[] indices, long[] down, long[] right, boolean[] mirrored) {
    long[] start = new long[indices.length];
    long[] step = new long[indices.length];
    long[] top = new long[indices.length];
    for (int i = 0; i < indices.length; i++) {
      top[i] = down[i] + padding;
      start[i] = right[i] + padding + (mirrored[i] ? shape.width() - 1 : 0);
      step[i] = mirrored[i] ? -1 : 1;
    }
    Tensor image = column(indices).view(-1, 1, 1); // batch × 1 × 1
    Tensor rows = column(top).view(-1, 1).add(counting(shape.height())); // batch × height
    Tensor columns =
        column(start).view(-1, 1).add(column(step).view(-1, 1).mul(counting(shape.width())));
    TensorIndexVector index =
        new TensorIndexVector(
            new TensorIndex(image),
            new TensorIndex(rows.unsqueeze(2)),
            new TensorIndex(columns.unsqueeze(1)));
    return Value.normalized(padded.index(index), means, deviations);
  }

  private static Tensor column(long[] numbers) {
    return Engine.toDevice(Tensor.create(numbers, numbers.length));
  }

  private static Tensor counting(int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return column(numbers);
  }

  @Override
  public void close() {
    owned.close();
  }
}
