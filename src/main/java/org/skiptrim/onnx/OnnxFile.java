package org.skiptrim.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.ModelProto;
import onnx.OperatorSetIdProto;

/** An ONNX file as it is, after checks of its form. */
final class OnnxFile {
  /** Messages that stand in one another; those of networks are five deep. */
  private static final int DEEPEST = 20;

  private static final String STANDARD = "ai.onnx";

  private static final long OLDEST = 7;

  private OnnxFile() {}

  /**
   * Reads the file.
   *
   * @throws OnnxException if it is no ONNX file, damaged, or of a version that is not read
   */
  static ModelProto read(Path file) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE) {
      throw new OnnxException(file + " is larger than 2 GiB, as ONNX files cannot be");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      CodedInputStream coded = CodedInputStream.newInstance(in);
      coded.setRecursionLimit(DEEPEST);
      ModelProto model = ModelProto.parseFrom(coded);
      check(model, file);
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new OnnxException(
          file + " is no ONNX file, or damaged or cut short (" + firstSentence(e) + ")");
    }
  }

  private static String firstSentence(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("(?s)\\.\\s.*", "");
  }

  private static void check(ModelProto model, Path file) throws OnnxException {
    if (model.getGraph().getNodeCount() == 0) {
      throw new OnnxException(file + " is no ONNX file, or has no graph with nodes");
    }
    long version = opset(model);
    if (version < OLDEST) {
      throw new OnnxException(
          "%s has operators of version %d; %d and newer are read: export it again"
              .formatted(file, version, OLDEST));
    }
  }

  /** The version of the standard operators that it uses. */
  static long opset(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals(STANDARD))
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(0);
  }

  /** Whether a node's operators are the standard's. */
  static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals(STANDARD);
  }
}
