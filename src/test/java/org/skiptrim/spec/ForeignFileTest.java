package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignFileTest {
  @TempDir Path folder;

  private void assertSaid(String words, String content) throws Exception {
    Path file = folder.resolve("weights.th");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    String yaml = "networks: [{resnet: 8, residual: weights.th}]";
    String message =
        assertThrows(SpecException.class, () -> SpecText.read(folder, yaml)).getMessage();
    assertTrue(message.contains(file + " " + words), message);
  }

  @Test
  void read_filesOfOtherKinds_areNamed() throws Exception {
    assertSaid("is empty", "");
    assertSaid("is an HTML page", "\n<!DOCTYPE html><html><head><title>404");
    assertSaid(
        "is a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:");
    assertSaid("is compressed", "\u001f\u008b\u0008\u0000");
    assertSaid("is damaged or cut short", "\u0089HDF\r\n\u001a\n");
    assertSaid("is no ONNX file", "\b\u0007\u0012\u0007pytorch\u001a\u00052.1.0");
    assertSaid("is neither a safetensors file nor", "hello");
  }
}
