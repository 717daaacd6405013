package org.skiptrim.exchange;

import java.nio.ByteBuffer;
import java.util.List;
import org.skiptrim.network.Parameters.Values;

/**
 * A tensor as a pickle describes it: a view of a storage.
 *
 * @param offset of the first element, in elements
 * @param strides in elements, as many as the shape has extents
 */
record TensorRef(Storage storage, long offset, List<Integer> shape, List<Long> strides) {

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

  /**
   * The values, row-major.
   *
   * @param bytes the storage's, little-endian
   * @throws ExchangeException if the view reaches beyond the storage
   */
  Values values(String name, ByteBuffer bytes) throws ExchangeException {
    long count = 1;
    long last = offset;
    for (int i = 0; i < shape.size(); i++) {
      count *= shape.get(i);
      last = Math.addExact(last, Math.multiplyExact(strides.get(i), shape.get(i) - 1L));
      if (strides.get(i) < 0 || count > storage.elements || last >= storage.elements) {
        throw new ExchangeException(
            "tensor '%s' of shape %s reaches beyond its %d stored elements"
                .formatted(name, shape, storage.elements));
      }
    }
    double[] data = new double[(int) count];
    for (int i = 0; i < data.length; i++) {
      data[i] = storage.type.at(bytes, (int) (position(i) * storage.type.size()));
    }
    return new Values(shape, data);
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
