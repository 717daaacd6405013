package org.skiptrim.board;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What goes over the line as one: {@code rtl/README.md} says what there is, and how it is framed.
 *
 * @param kind 0 for who is there, 1 for an image, and for their answers
 * @param number that an answer repeats, 0 to 255
 * @param content all that follows
 */
record Packet(int kind, int number, byte[] content) {
  static final int WHO = 0;
  static final int IMAGE = 1;
  static final byte FLAG = 0x7e;
  private static final byte ESCAPE = 0x7d;
  private static final byte FLIP = 0x20;
  private static final int HEAD = 2;
  private static final int CHECK = 2;
  private static final int POLYNOMIAL = 0x8408;

  /** Whether it is the answer to a packet. */
  boolean answers(int questionKind, int questionNumber) {
    return kind == questionKind && number == questionNumber;
  }

  /** Its bytes on the line, from border to border. */
  byte[] framed() {
    byte[] plain = new byte[HEAD + content.length + CHECK];
    plain[0] = (byte) kind;
    plain[1] = (byte) number;
    System.arraycopy(content, 0, plain, HEAD, content.length);
    int check = check(plain, plain.length - CHECK);
    plain[plain.length - 2] = (byte) check;
    plain[plain.length - 1] = (byte) (check >> Byte.SIZE);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.write(FLAG);
    for (byte value : plain) {
      if (value == FLAG || value == ESCAPE) {
        line.write(ESCAPE);
        line.write(value ^ FLIP);
      } else {
        line.write(value);
      }
    }
    line.write(FLAG);
    return line.toByteArray();
  }

  /**
   * Takes what stood between two borders apart.
   *
   * @return empty if it is no packet, or not as it was sent
   */
  static Optional<Packet> parse(byte[] between) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    boolean escaped = false;
    for (byte value : between) {
      if (value != ESCAPE) {
        plain.write(escaped ? value ^ FLIP : value);
      }
      escaped = value == ESCAPE;
    }
    byte[] bytes = plain.toByteArray();
    int length = bytes.length - CHECK;
    if (length < HEAD) {
      return Optional.empty();
    }
    int check = check(bytes, length);
    if (bytes[length] != (byte) check || bytes[length + 1] != (byte) (check >> Byte.SIZE)) {
      return Optional.empty();
    }
    return Optional.of(
        new Packet(
            Byte.toUnsignedInt(bytes[0]),
            Byte.toUnsignedInt(bytes[1]),
            Arrays.copyOfRange(bytes, HEAD, length)));
  }

  /** The check sequence of RFC 1662. */
  static int check(byte[] bytes, int length) {
    int check = 0xffff;
    for (int i = 0; i < length; i++) {
      check ^= Byte.toUnsignedInt(bytes[i]);
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        check = (check & 1) == 0 ? check >> 1 : (check >> 1) ^ POLYNOMIAL;
      }
    }
    return ~check & 0xffff;
  }
}
