package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CIFAR-10's files for Python: for each binary file a pickled dictionary (protocol 2, of Python 2)
 * with {@code labels}, a list of small numbers, and {@code data}, an array whose bytes are the
 * images' as the binary file has them. Nothing of it is executed: both are looked for, and the
 * binary file's checksum tells whether they were the right ones.
 */
final class PythonCifar {
  private static final byte[] LABELS = "U\u0006labels".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_BYTES = 4;

  private final ByteBuffer pickle;
  private final int images;

  private PythonCifar(byte[] pickle, int images) {
    this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    this.images = images;
  }

  /** What Python's file is called. */
  static String name(DataFile file) {
    return file.name().replace(".bin", "");
  }

  /**
   * The content of the binary file.
   *
   * @param images how many are in it
   */
  static byte[] records(byte[] pickle, int images) throws IOException {
    return new PythonCifar(pickle, images).records();
  }

  private byte[] records() throws IOException {
    int imageBytes = CifarLayout.RECORD_BYTES - 1;
    int at = data(images * imageBytes);
    byte[] labels = labels();
    ByteBuffer records = ByteBuffer.allocate(images * CifarLayout.RECORD_BYTES);
    for (int image = 0; image < images; image++) {
      records.put(labels[image]).put(pickle.array(), at + image * imageBytes, imageBytes);
    }
    return records.array();
  }

  /** Where the string of that length begins (BINSTRING). */
  private int data(int length) throws IOException {
    for (int at = 0; at + 1 + LENGTH_BYTES + length <= pickle.capacity(); at++) {
      if (pickle.get(at) == 'T' && pickle.getInt(at + 1) == length) {
        return at + 1 + LENGTH_BYTES;
      }
    }
    throw new IOException("it has no array of " + length + " bytes");
  }

  /** The numbers behind their name, whatever the pickle does between them. */
  private byte[] labels() throws IOException {
    byte[] labels = new byte[images];
    int at = endOfName();
    for (int found = 0; found < images; ) {
      int code = at < pickle.capacity() - 1 ? pickle.get(at) : -1;
      switch (code) {
        case 'K' -> labels[found++] = pickle.get(at + 1); // BININT1
        case 'q', 'r', ']', '(', 'e' -> {} // BINPUT, LONG_BINPUT, EMPTY_LIST, MARK, APPENDS
        default -> throw new IOException("it has " + found + " labels instead of " + images);
      }
      at += code == 'r' ? 1 + LENGTH_BYTES : code == 'K' || code == 'q' ? 2 : 1;
    }
    return labels;
  }

  private int endOfName() throws IOException {
    byte[] bytes = pickle.array();
    for (int at = 0; at + LABELS.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + LABELS.length, LABELS, 0, LABELS.length)) {
        return at + LABELS.length;
      }
    }
    throw new IOException("it has no labels");
  }
}
