package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads IDX files of unsigned bytes, as MNIST has them: two zero bytes, the type (8), the number of
 * dimensions, each as a big-endian 32-bit number, and the elements, the last dimension fastest.
 */
final class Idx {
  private static final int UNSIGNED_BYTES = 8;

  private Idx() {}

  /**
   * The elements of a file.
   *
   * @param expected its dimensions; −1 for any number
   * @throws IOException naming the file, if it is anything else
   */
  static byte[] read(Path file, int... expected) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
    int header = 4 + 4 * expected.length;
    if (content.capacity() < header
        || content.getInt() != (UNSIGNED_BYTES << 8 | expected.length)) {
      throw new IOException(
          "%s is no IDX file of bytes in %d dimensions; delete it"
              .formatted(file, expected.length));
    }
    long elements = 1;
    for (int most : expected) {
      int size = content.getInt();
      if (size < 1 || (most >= 0 && size != most)) {
        throw new IOException(
            "%s has a dimension of %d where %s belongs; delete it"
                .formatted(file, size, most < 0 ? "a positive number" : most));
      }
      // Stays below 2^63: each factor is below 2^31, and what goes beyond an int ends the loop.
      elements *= size;
      if (elements > content.remaining()) {
        break;
      }
    }
    if (elements != content.capacity() - header) {
      throw new IOException(
          "%s has %d bytes of data, which is not what its header says; delete it"
              .formatted(file, content.capacity() - header));
    }
    return Arrays.copyOfRange(content.array(), header, content.capacity());
  }
}
