package org.skiptrim.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import org.skiptrim.network.NetworkFile;

/**
 * A file with a network that an experiment takes as it is.
 *
 * @param name of the file, without its folder
 * @param format what is in it
 * @param sha256 its checksum when the spec was read: what is in it counts, not where it lies
 * @param path where it was then
 */
public record SourceFile(String name, Format format, String sha256, @JsonIgnore Path path) {
  /**
   * The metadata key under which a network's file says how the images were normalized that it
   * learned from: {@link org.skiptrim.dataset.Normalization#text}.
   */
  public static final String NORMALIZATION = NetworkFile.NORMALIZATION;

  /** What a file can hold, recognized by its content. */
  public enum Format {
    /** A graph with real parameters: safetensors with the graph among the metadata. */
    NETWORK("a network of real numbers"),
    /** Parameters by name, as {@code torch.save} writes them, or safetensors without a graph. */
    STATE_DICT("a PyTorch state dict, which has no graph"),
    /** A graph with real parameters, as other programs write it: ONNX. */
    ONNX("an ONNX model"),
    /** A graph with real parameters, or the parameters of a ResNet v1, as Keras writes them. */
    KERAS("a Keras model"),
    /** A graph with integers: safetensors with the graph and the image's type. */
    QUANTIZED("a quantized network");

    private final String text;

    Format(String text) {
      this.text = text;
    }

    /** For messages. */
    String text() {
      return text;
    }
  }

  /** Its name without the ending. */
  String stem() {
    return name.replaceFirst("\\.[A-Za-z]+$", "");
  }
}
