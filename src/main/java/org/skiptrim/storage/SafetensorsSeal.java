package org.skiptrim.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The SHA-256 that a safetensors file carries of itself: of all of its bytes, header included, with
 * zeros standing where the checksum will.
 */
final class SafetensorsSeal {
  /** The metadata key. Other libraries see it as any other text. */
  static final String KEY = "skiptrim.sha256";

  /** What stands in the header while the checksum is computed. */
  static final String BLANK = "0".repeat(64);

  private SafetensorsSeal() {}

  /** The checksum of a file whose seal is {@link #BLANK}. */
  static String of(byte[] file) {
    return Checksum.sha256(file);
  }

  /** Overwrites {@code oldSeal}, which must stand in the first {@code end} bytes, in place. */
  static boolean replace(byte[] file, int end, String oldSeal, String newSeal) {
    byte[] from = quoted(oldSeal);
    byte[] to = quoted(newSeal);
    int at = indexOf(file, end, from);
    if (at < 0 || from.length != to.length) {
      return false;
    }
    System.arraycopy(to, 0, file, at, to.length);
    return true;
  }

  // With its key, so that another text that happens to be the same is left alone.
  private static byte[] quoted(String seal) {
    return ("\"" + KEY + "\":\"" + seal + "\"").getBytes(StandardCharsets.UTF_8);
  }

  private static int indexOf(byte[] bytes, int end, byte[] wanted) {
    for (int at = 0; at + wanted.length <= end; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
