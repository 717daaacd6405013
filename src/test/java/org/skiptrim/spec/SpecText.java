package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Specs for tests. */
public final class SpecText {
  /** Small enough for a test; as keys of a spec. */
  public static final String TINY =
      """
      dataset: {name: made-up}
      networks: [resnet8]
      teacher: {epochs: 2, batch_size: 16}
      skipper: {epochs: 4, interval: 1, batch_size: 16}
      quantization: {epochs: 1, batch_size: 16}
      devices: []
      """;

  private SpecText() {}

  /** Reads it as a file in a folder. */
  public static ExperimentSpec read(Path folder, String yaml, String... overrides)
      throws IOException, SpecException {
    Path file = folder.resolve("tiny.yaml");
    Files.writeString(file, yaml);
    return ExperimentSpec.read(file, List.of(overrides));
  }
}
