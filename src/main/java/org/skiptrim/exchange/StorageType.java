package org.skiptrim.exchange;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.skiptrim.storage.Float16;

/** The element types of tensors, as PyTorch's pickles and as safetensors files name them. */
enum StorageType {
  FLOAT("FloatStorage", "F32", 4),
  DOUBLE("DoubleStorage", "F64", 8),
  HALF("HalfStorage", "F16", 2),
  BFLOAT16("BFloat16Storage", "BF16", 2),
  LONG("LongStorage", "I64", 8),
  INT("IntStorage", "I32", 4),
  SHORT("ShortStorage", "I16", 2),
  CHAR("CharStorage", "I8", 1),
  BYTE("ByteStorage", "U8", 1),
  BOOL("BoolStorage", "BOOL", 1),
  COMPLEX_FLOAT("ComplexFloatStorage", "", 8),
  COMPLEX_DOUBLE("ComplexDoubleStorage", "", 16),
  QUANTIZED_SIGNED("QInt8Storage", "", 1),
  QUANTIZED_UNSIGNED("QUInt8Storage", "", 1),
  QUANTIZED_INT("QInt32Storage", "", 4),
  UNTYPED("UntypedStorage", "", 1);

  private final String word;
  private final String safetensors;
  private final int size;

  StorageType(String word, String safetensors, int size) {
    this.word = word;
    this.safetensors = safetensors;
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

  /** The type that a safetensors file calls so. */
  static Optional<StorageType> ofSafetensors(String word) {
    for (StorageType type : values()) {
      if (type.safetensors.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Bytes of an element. */
  int size() {
    return size;
  }

  /** Whether an element is one real number, so that {@link #at} can tell it. */
  boolean isReal() {
    return !safetensors.isEmpty();
  }

  /** The element at that byte. */
  double at(ByteBuffer bytes, int index) {
    return switch (this) {
      case FLOAT -> bytes.getFloat(index);
      case DOUBLE -> bytes.getDouble(index);
      case HALF -> Float16.toDouble(bytes.getShort(index));
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(index) << 16);
      case LONG -> bytes.getLong(index);
      case INT -> bytes.getInt(index);
      case SHORT -> bytes.getShort(index);
      case CHAR -> bytes.get(index);
      case BYTE, BOOL -> bytes.get(index) & 0xff;
      default -> throw new IllegalStateException(this + " has no real numbers");
    };
  }
}
