package org.skiptrim.onnx;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import onnx.StringStringEntryProto;
import onnx.TensorProto;

/** Numbers that stand in a file beside the ONNX file. */
final class ExternalData {
  private ExternalData() {}

  /**
   * The bytes of a tensor.
   *
   * @param folder of the ONNX file; what does not lie in it is refused
   */
  static ByteString read(TensorProto tensor, Path folder) throws IOException {
    Map<String, String> where =
        tensor.getExternalDataList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey, StringStringEntryProto::getValue, (a, b) -> b));
    Path file = file(tensor, where.getOrDefault("location", ""), folder);
    try (FileChannel channel = FileChannel.open(file)) {
      long offset = number(tensor, where.getOrDefault("offset", "0"));
      long length =
          where.containsKey("length")
              ? number(tensor, where.get("length"))
              : channel.size() - offset;
      if (length < 0 || length > Integer.MAX_VALUE || offset > channel.size() - length) {
        throw Tensors.wrong(
            tensor,
            "is said to have %d bytes from byte %d of %s, which has %d"
                .formatted(length, offset, file, channel.size()));
      }
      return ByteString.copyFrom(channel.map(FileChannel.MapMode.READ_ONLY, offset, length));
    }
  }

  private static long number(TensorProto tensor, String text) throws OnnxException {
    if (!text.matches("\\d{1,18}")) {
      throw Tensors.wrong(tensor, "has data at '" + text + "', which is no number of bytes");
    }
    return Long.parseLong(text);
  }

  private static Path file(TensorProto tensor, String location, Path folder) throws IOException {
    try {
      Path file = folder.resolve(location).normalize();
      boolean inside = !location.isEmpty() && file.startsWith(folder.normalize());
      if (!inside || !Files.isRegularFile(file)) {
        throw Tensors.wrong(
            tensor,
            inside
                ? "has its data in " + file + ", which is not there"
                : "has its data in '" + location + "', which is not in the file's own folder");
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw Tensors.wrong(tensor, "has its data behind the link " + file);
      }
      return file;
    } catch (InvalidPathException e) {
      throw Tensors.wrong(tensor, "has its data in '" + location + "', which is no file name");
    }
  }
}
