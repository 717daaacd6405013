package org.skiptrim.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.onnx.OnnxNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.Safetensors;

/**
 * What a file with a network holds, as far as a spec needs to know it.
 *
 * @param setting that names it
 * @param real graph of a network of real numbers, if it is one
 * @param quantized if it is one
 * @param normalization that its images had, where the file says so
 */
record FileContent(
    Setting setting,
    SourceFile file,
    Optional<Network<RealOp>> real,
    Optional<QuantizedNetwork> quantized,
    Optional<Normalization> normalization) {
  private static final int SAFETENSORS_HEAD = 9;

  /** The graph of a file that has one. */
  Optional<Network<?>> graph() {
    return quantized.<Network<?>>map(QuantizedNetwork::network).or(() -> real);
  }

  /**
   * Reads the file that a setting names. A relative path in a spec starts at its folder, one on the
   * command line at the working directory.
   */
  static FileContent read(Setting setting, Path folder) throws SpecException, IOException {
    Path named = Path.of(setting.text());
    Path path = (setting.isFromCommandLine() ? named : folder.resolve(named)).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw setting.wrong("there is no file " + path.normalize() + "; name one that there is");
    }
    try {
      return recognized(setting, path.normalize());
    } catch (IOException | IllegalArgumentException e) {
      throw setting.at(setting.path() + ": " + e.getMessage());
    }
  }

  private static FileContent recognized(Setting setting, Path path) throws IOException {
    byte[] head = head(path);
    if (isSafetensors(head)) {
      return safetensors(setting, path);
    }
    if (isStateDict(head)) {
      return stateDict(setting, path);
    }
    if (ForeignFile.isOnnx(path, head)) {
      Network<RealOp> graph = OnnxNetwork.readAlone(path).network().network();
      SourceFile file = file(path, SourceFile.Format.ONNX);
      return new FileContent(setting, file, Optional.of(graph), Optional.empty(), Optional.empty());
    }
    throw new IOException(path + " " + ForeignFile.text(head));
  }

  private static FileContent stateDict(Setting setting, Path path) throws IOException {
    SourceFile file = file(path, SourceFile.Format.STATE_DICT);
    return new FileContent(setting, file, Optional.empty(), Optional.empty(), Optional.empty());
  }

  boolean isStateDict() {
    return file.format() == SourceFile.Format.STATE_DICT;
  }

  /** The same, saying how its images were normalized where the file does not. */
  FileContent with(Optional<Normalization> said) throws SpecException {
    if (said.isPresent() && normalization.isPresent() && !said.equals(normalization)) {
      throw wrong(
          "learned from images normalized with %s; leave normalization out"
              .formatted(normalization.get().text()));
    }
    return new FileContent(setting, file, real, quantized, said.or(() -> normalization));
  }

  private static FileContent safetensors(Setting setting, Path path) throws IOException {
    Map<String, String> metadata = Safetensors.read(path).metadata();
    Optional<Normalization> normalization =
        Optional.ofNullable(metadata.get(SourceFile.NORMALIZATION)).map(Normalization::parse);
    if (metadata.containsKey("input_type")) {
      QuantizedNetwork quantized = QuantizedNetworkFile.read(path);
      return new FileContent(
          setting,
          file(path, SourceFile.Format.QUANTIZED),
          Optional.empty(),
          Optional.of(quantized),
          normalization);
    }
    if (!metadata.containsKey(NetworkFile.GRAPH)) {
      return stateDict(setting, path);
    }
    Network<RealOp> graph = NetworkFile.read(path).network();
    Network<RealOp> real = FakeQuantization.remove(graph);
    return new FileContent(
        setting,
        file(path, SourceFile.Format.NETWORK),
        Optional.of(real),
        Optional.empty(),
        normalization);
  }

  private static SourceFile file(Path path, SourceFile.Format format) throws IOException {
    return new SourceFile(path.getFileName().toString(), format, Checksum.sha256(path), path);
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
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

  /** That the file does not fit. */
  SpecException wrong(String what) {
    return setting.at("%s: %s %s".formatted(setting.path(), file.path(), what));
  }
}
