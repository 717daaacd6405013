package org.skiptrim.exchange;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The literals of a pickle. No length that it claims is believed before as many bytes are there.
 */
final class PickleBytes {
  /** Longer numbers in decimal take time that grows with the square of their length. */
  private static final int MOST_DIGITS = 1_000;

  private final ByteBuffer in;

  PickleBytes(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return in.position();
  }

  int unsignedByte() {
    return in.get() & 0xff;
  }

  int unsignedShort() {
    return in.getShort() & 0xffff;
  }

  int integer() {
    return in.getInt();
  }

  /** A length of 8 bytes, which must not reach beyond the end. */
  int longLength() {
    long length = in.getLong();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }

  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  String text(int length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  /** Passes over bytes that nobody reads. */
  Placeholder opaque(int length) {
    checkAhead(length);
    in.position(in.position() + length);
    return new Placeholder("bytes");
  }

  /** The text up to the end of the line. */
  String line() {
    int length = 0;
    while (in.get(in.position() + length) != '\n') {
      length++;
    }
    String line = text(length);
    in.get();
    return line;
  }

  /** A line of protocol 0 or 1: {@code 12}, {@code 12L}, and {@code 01} for true. */
  Object decimal() {
    String line = line();
    if (line.equals("00") || line.equals("01")) {
      return line.equals("01");
    }
    if (line.length() > MOST_DIGITS) {
      throw new NumberFormatException();
    }
    return small(new BigInteger(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
  }

  /** A number in two's complement, little-endian: a {@code Long}, if it is one. */
  Object number(int length) {
    byte[] bytes = bytes(length);
    byte[] bigEndian = new byte[bytes.length + 1];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[bytes.length - i] = bytes[i];
    }
    bigEndian[0] = (byte) (bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0);
    return small(new BigInteger(bigEndian));
  }

  private static Object small(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private byte[] bytes(int length) {
    checkAhead(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void checkAhead(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
  }
}
