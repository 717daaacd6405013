package org.skiptrim.exchange;

import java.nio.ByteBuffer;
import java.util.List;
import org.skiptrim.network.Parameters.Values;

/**
 * A tensor as a pickle describes it: a view of a storage, which others may share.
 *
 * @param offset of the first element, in elements
 * @param strides in elements, as many as the shape has extents; 0 repeats an element
 */
record TensorRef(Storage storage, long offset, List<Integer> shape, List<Long> strides) {
  /** More than any network that is built here has, and 512 MB as doubles. */
  static final int MOST_ELEMENTS = 1 << 26;

  /**
   * A storage as a pickle describes it.
   *
   * @param elements how many
   */
  record Storage(StorageType type, String key, long elements) {
    /** How many bytes they take. */
    long bytes() {
      return Math.multiplyExact(elements, type.size());
    }
  }

  /** How many elements there are, or {@link #MOST_ELEMENTS} + 1 if there are more. */
  int elements() {
    long count = 1;
    for (int extent : shape) {
      count = Math.min(count * extent, MOST_ELEMENTS + 1);
    }
    return (int) count;
  }

  /**
   * The values, row-major.
   *
   * @param bytes the storage's
   * @throws ExchangeException if the view reaches beyond the storage, or holds no real numbers
   */
  Values values(String name, ByteBuffer bytes) throws ExchangeException {
    check(name);
    double[] data = new double[elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = storage.type.at(bytes, (int) (position(i) * storage.type.size()));
    }
    return new Values(shape, data);
  }

  private void check(String name) throws ExchangeException {
    if (!storage.type.isReal()) {
      throw new ExchangeException(
          "tensor '%s' is of %s, not of real numbers".formatted(name, storage.type));
    }
    long last = offset;
    for (int i = 0; i < shape.size(); i++) {
      last = Math.addExact(last, Math.multiplyExact(strides.get(i), shape.get(i) - 1L));
      if (strides.get(i) < 0) {
        throw new ExchangeException("tensor '%s' has strides %s".formatted(name, strides));
      }
    }
    int count = elements();
    if (count > MOST_ELEMENTS || (count > 0 && last >= storage.elements)) {
      throw new ExchangeException(
          "tensor '%s' of shape %s reaches beyond its %d stored elements"
              .formatted(name, shape, storage.elements));
    }
  }

  /** Where the element with that row-major number is stored. */
  private long position(int number) {
    long position = offset;
    int rest = number;
    for (int i = shape.size() - 1; i >= 0; i--) {
      position += strides.get(i) * (rest % shape.get(i));
      rest /= shape.get(i);
    }
    return position;
  }
}
