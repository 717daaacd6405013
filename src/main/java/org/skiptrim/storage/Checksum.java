package org.skiptrim.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums as lower-case hexadecimal text. */
public final class Checksum {
  private static final int CHUNK_BYTES = 1 << 16;

  private Checksum() {}

  /** The MD5 of a file: good against damage, not against malice. */
  public static String md5(Path file) throws IOException {
    return hex(digest("MD5", file));
  }

  /** The MD5 of {@code content}. */
  public static String md5(byte[] content) {
    return hex(algorithm("MD5").digest(content));
  }

  /** The SHA-256 of a file. */
  public static String sha256(Path file) throws IOException {
    return hex(digest("SHA-256", file));
  }

  /** The SHA-256 of {@code content}. */
  public static String sha256(byte[] content) {
    return hex(algorithm("SHA-256").digest(content));
  }

  /** The SHA-512 of a file. */
  public static String sha512(Path file) throws IOException {
    return hex(digest("SHA-512", file));
  }

  private static byte[] digest(String name, Path file) throws IOException {
    MessageDigest digest = algorithm(name);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
    }
    return digest.digest();
  }

  private static MessageDigest algorithm(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no " + name, e);
    }
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
