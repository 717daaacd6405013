package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected values are the test vectors of RFC 1321 and FIPS 180-4 for "abc". */
class ChecksumTest {
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void md5_abc_isRfcVector() throws IOException {
    assertEquals("900150983cd24fb0d6963f7d28e17f72", Checksum.md5(ABC));
    assertEquals("900150983cd24fb0d6963f7d28e17f72", Checksum.md5(abcFile()));
  }

  @Test
  void sha256_abc_isFipsVector() throws IOException {
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals(expected, Checksum.sha256(ABC));
    assertEquals(expected, Checksum.sha256(abcFile()));
  }

  @Test
  void sha512_abc_isFipsVector() throws IOException {
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        Checksum.sha512(abcFile()));
  }

  @Test
  void sha256_fileOfManyChunks_isThatOfItsBytes() throws IOException {
    byte[] content = new byte[200_001];
    content[200_000] = 1;
    Path file = Files.write(folder.resolve("large"), content);
    assertEquals(Checksum.sha256(content), Checksum.sha256(file));
  }

  private Path abcFile() throws IOException {
    return Files.write(folder.resolve("abc"), ABC);
  }
}
