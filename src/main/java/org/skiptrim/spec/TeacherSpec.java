package org.skiptrim.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.storage.Checksum;

/**
 * Where the residual network comes from.
 *
 * @param training how it is trained
 * @param weights a file to take it from instead
 */
public record TeacherSpec(TrainingSpec training, Optional<Weights> weights) {

  /**
   * A file with a network.
   *
   * @param name as the spec has it
   * @param sha256 its checksum when the spec was read
   */
  public record Weights(String name, @JsonIgnore Path file, String sha256) {}

  static TeacherSpec read(Setting section, Arithmetic arithmetic, Path folder)
      throws SpecException, IOException {
    return new TeacherSpec(
        TrainingSpec.read(section, 1, arithmetic), weights(section.get("weights"), folder));
  }

  /** A relative path in a spec starts at its folder, one on the command line where that is. */
  private static Optional<Weights> weights(Setting setting, Path folder)
      throws SpecException, IOException {
    if (setting.is("none")) {
      return Optional.empty();
    }
    Path path = Path.of(setting.text());
    Path file = setting.isFromCommandLine() ? path : folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw setting.wrong("there is no file " + file.normalize() + "; name one, or none");
    }
    return Optional.of(new Weights(setting.text(), file, Checksum.sha256(file)));
  }
}
