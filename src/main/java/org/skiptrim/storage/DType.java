package org.skiptrim.storage;

/** The element types of {@link Safetensors} files that this project reads and writes. */
public enum DType {
  /** IEEE 754 double precision. */
  F64(8),
  /** IEEE 754 single precision. */
  F32(4),
  /** Two's complement, 64 bits. */
  I64(8),
  /** Two's complement, 32 bits. */
  I32(4),
  /** Unsigned, 8 bits. */
  U8(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element. */
  public int bytes() {
    return bytes;
  }
}
