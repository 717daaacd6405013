package org.skiptrim.spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is that holds no network that can be read here, and what to do about it. */
final class ForeignFile {
  /** Enough of a file's beginning. */
  static final int HEAD = 256;

  private ForeignFile() {}

  /** ONNX files have no beginning of their own; the programs that write them say who they are. */
  static boolean isOnnx(Path path, byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
        || (start.startsWith("\b") && (start.contains("pytorch") || start.contains("onnx")));
  }

  /** In words that follow the file's name. */
  static String text(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    String text = start.stripLeading().toLowerCase(Locale.ROOT);
    if (head.length == 0) {
      return "is empty; was it downloaded to its end?";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "is an HTML page; download the file itself, not the page about it";
    }
    if (start.startsWith("version https://git-lfs")) {
      return "is a pointer of Git LFS, not the file; fetch it with: git lfs pull";
    }
    if (start.startsWith("\u001f\u008b")) {
      return "is compressed; unpack it with: gunzip";
    }
    return "is neither a safetensors file nor a PyTorch state dict, nor an .onnx, .h5 or .keras file; name one of these";
  }
}
