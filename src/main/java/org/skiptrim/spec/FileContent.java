package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.storage.Checksum;

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
    SourceFile.Format format = FoundNetwork.format(path);
    FoundNetwork found = FoundNetwork.readAlone(path, format);
    SourceFile file =
        new SourceFile(path.getFileName().toString(), format, Checksum.sha256(path), path);
    Optional<Network<RealOp>> real =
        found.real().map(trained -> FakeQuantization.remove(trained.network()));
    return new FileContent(setting, file, real, found.quantized(), found.normalization());
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

  /** That the file does not fit. */
  SpecException wrong(String what) {
    return setting.at("%s: %s %s".formatted(setting.path(), file.path(), what));
  }
}
