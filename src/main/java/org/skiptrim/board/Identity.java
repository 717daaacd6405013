package org.skiptrim.board;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.skiptrim.network.Shape;

/**
 * Who a board says it is.
 *
 * @param networkId the first 8 bytes of its network's checksum, in hexadecimal
 * @param image that it takes
 * @param classes how many logits it gives
 * @param logitBytes of each of them
 */
public record Identity(String networkId, Shape image, int classes, int logitBytes) {
  private static final int VERSION = 1;
  private static final int BYTES = 17;
  private static final int ID_BYTES = 8;

  static Identity parse(byte[] content) throws IOException {
    if (content.length == 0 || content[0] != VERSION || content.length != BYTES) {
      throw new IOException(
          "the board's design is of version %s; this program knows version %d: make the design anew"
              .formatted(content.length == 0 ? "none" : content[0], VERSION));
    }
    ByteBuffer bytes = ByteBuffer.wrap(content, 1, BYTES - 1).order(ByteOrder.LITTLE_ENDIAN);
    byte[] id = new byte[ID_BYTES];
    bytes.get(id);
    return new Identity(
        HexFormat.of().formatHex(id),
        new Shape(
            Byte.toUnsignedInt(bytes.get()),
            Short.toUnsignedInt(bytes.getShort()),
            Short.toUnsignedInt(bytes.getShort())),
        Short.toUnsignedInt(bytes.getShort()),
        Byte.toUnsignedInt(bytes.get()));
  }

  /** The bytes of an image's answer: cycles, class and logits. */
  int answerBytes() {
    return Integer.BYTES + 1 + classes * logitBytes;
  }
}
