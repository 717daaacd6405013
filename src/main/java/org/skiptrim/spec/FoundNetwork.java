package org.skiptrim.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.keras.KerasNetwork;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.onnx.OnnxNetwork;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.spec.SourceFile.Format;
import org.skiptrim.storage.Safetensors;

/**
 * A network out of a file of any kind that can be read, recognized by its content.
 *
 * @param real if it computes with real numbers; its quantizers, if it learned with some, are in it
 * @param quantized if it computes with integers; a state dict is neither, as it has no graph
 * @param normalization that its images had, where the file says so
 * @param notes what is different from the file, a line each
 */
public record FoundNetwork(
    Format format,
    Optional<TrainedNetwork> real,
    Optional<QuantizedNetwork> quantized,
    Optional<Normalization> normalization,
    List<String> notes) {
  private static final int SAFETENSORS_HEAD = 9;

  /** Copies the notes. */
  public FoundNetwork {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file.
   *
   * @throws IOException naming the file, if it holds no network, or one that cannot be taken over
   */
  public static FoundNetwork read(Path file) throws IOException {
    try {
      Format format = format(file);
      return format == Format.ONNX ? of(OnnxNetwork.read(file)) : readAlone(file, format);
    } catch (IllegalArgumentException e) { // a graph that its numbers do not fit
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The same of a file of a known format that can be copied: that has all weights in itself. */
  public static FoundNetwork readAlone(Path file, Format format) throws IOException {
    return switch (format) {
      case ONNX -> of(OnnxNetwork.readAlone(file));
      case KERAS -> of(KerasNetwork.read(file));
      case NETWORK, QUANTIZED -> safetensors(file, format);
      case STATE_DICT ->
          new FoundNetwork(format, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    };
  }

  private static FoundNetwork of(OnnxNetwork read) {
    return new FoundNetwork(
        Format.ONNX, Optional.of(read.network()), Optional.empty(), Optional.empty(), read.notes());
  }

  private static FoundNetwork of(KerasNetwork read) {
    return new FoundNetwork(
        Format.KERAS,
        Optional.of(read.network()),
        Optional.empty(),
        Optional.empty(),
        read.notes());
  }

  private static FoundNetwork safetensors(Path file, Format format) throws IOException {
    Optional<Normalization> normalization =
        Optional.ofNullable(Safetensors.read(file).metadata().get(SourceFile.NORMALIZATION))
            .map(Normalization::parse);
    Optional<TrainedNetwork> real =
        format == Format.NETWORK ? Optional.of(NetworkFile.read(file)) : Optional.empty();
    Optional<QuantizedNetwork> quantized =
        format == Format.QUANTIZED
            ? Optional.of(QuantizedNetworkFile.read(file))
            : Optional.empty();
    return new FoundNetwork(format, real, quantized, normalization, List.of());
  }

  /** What is in a file. */
  static Format format(Path file) throws IOException {
    byte[] head = head(file);
    if (isSafetensors(head)) {
      Map<String, String> metadata = Safetensors.read(file).metadata();
      boolean hasGraph = metadata.containsKey(NetworkFile.GRAPH);
      return metadata.containsKey("input_type")
          ? Format.QUANTIZED
          : hasGraph ? Format.NETWORK : Format.STATE_DICT;
    }
    if (KerasNetwork.isKeras(file, head)) {
      return Format.KERAS;
    }
    if (isStateDict(head)) {
      return Format.STATE_DICT;
    }
    if (ForeignFile.isOnnx(file, head)) {
      return Format.ONNX;
    }
    throw new IOException(file + " " + ForeignFile.text(head));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ForeignFile.HEAD);
    }
  }

  /** The length of a JSON header in 8 bytes, little endian, then the header. */
  private static boolean isSafetensors(byte[] head) {
    return head.length >= SAFETENSORS_HEAD
        && head[SAFETENSORS_HEAD - 1] == '{'
        && head[SAFETENSORS_HEAD - 2] == 0;
  }

  /** A zip archive, or a pickle: the two layouts of {@code torch.save}. */
  private static boolean isStateDict(byte[] head) {
    boolean zip = head.length > 1 && head[0] == 'P' && head[1] == 'K';
    boolean pickle = head.length > 1 && head[0] == (byte) 0x80 && head[1] > 0 && head[1] <= 5;
    return zip || pickle;
  }
}
