package org.skiptrim.exchange;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types that weights come in, as PyTorch's pickles name them. */
enum StorageType {
  FLOAT("FloatStorage", 4) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return bytes.getFloat(index);
    }
  },
  DOUBLE("DoubleStorage", 8) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return bytes.getDouble(index);
    }
  },
  HALF("HalfStorage", 2) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return half(bytes.getShort(index));
    }
  },
  BFLOAT16("BFloat16Storage", 2) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(index) << 16);
    }
  },
  LONG("LongStorage", 8) {
    @Override
    double at(ByteBuffer bytes, int index) {
      return bytes.getLong(index);
    }
  };

  private final String word;
  private final int size;

  StorageType(String word, int size) {
    this.word = word;
    this.size = size;
  }

  /** The type that {@code torch.word} is. */
  static Optional<StorageType> named(String word) {
    for (StorageType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Bytes of an element. */
  int size() {
    return size;
  }

  /** The element at that byte. */
  abstract double at(ByteBuffer bytes, int index);

  /** IEEE 754 binary16: 0x3c00 is 1, 0x0001 is 2^-24, 0x7c00 is infinite. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
