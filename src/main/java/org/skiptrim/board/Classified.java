package org.skiptrim.board;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a board made of an image.
 *
 * @param cycles from its first byte in the design to the first one of the result
 * @param label the class
 * @param logits of all classes
 */
public record Classified(long cycles, int label, long[] logits) {

  static Classified parse(byte[] content, Identity identity) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    long cycles = Integer.toUnsignedLong(bytes.getInt());
    int label = Byte.toUnsignedInt(bytes.get());
    long[] logits = new long[identity.classes()];
    for (int i = 0; i < logits.length; i++) {
      for (int b = 0; b < identity.logitBytes(); b++) {
        long value =
            b == identity.logitBytes() - 1 ? bytes.get() : Byte.toUnsignedLong(bytes.get());
        logits[i] |= value << (Byte.SIZE * b);
      }
    }
    return new Classified(cycles, label, logits);
  }
}
