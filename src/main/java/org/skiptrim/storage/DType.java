package org.skiptrim.storage;

/** The element types of {@link Safetensors} files; this project writes five of them. */
public enum DType {
  /** IEEE 754 double precision. */
  F64(8),
  /** IEEE 754 single precision. */
  F32(4),
  /** IEEE 754 half precision. */
  F16(2),
  /** The upper half of a single precision number. */
  BF16(2),
  /** Eight bits, four of them the exponent's. */
  F8_E4M3(1),
  /** Eight bits, five of them the exponent's. */
  F8_E5M2(1),
  /** Two's complement, 64 bits. */
  I64(8),
  /** Two's complement, 32 bits. */
  I32(4),
  /** Two's complement, 16 bits. */
  I16(2),
  /** Two's complement, 8 bits. */
  I8(1),
  /** Unsigned, 64 bits. */
  U64(8),
  /** Unsigned, 32 bits. */
  U32(4),
  /** Unsigned, 16 bits. */
  U16(2),
  /** Unsigned, 8 bits. */
  U8(1),
  /** A byte that is 0 or 1. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element. */
  public int bytes() {
    return bytes;
  }
}
