package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, and where its results are. */
final class SpecOptions {
  @Parameters(index = "0", paramLabel = "SPEC", description = "The experiment, a YAML file.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Settings that override the file's, such as teacher.epochs=2.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where results are kept (default: ${DEFAULT-VALUE}).")
  private Path runs;

  ExperimentSpec spec() throws SpecException, IOException {
    return ExperimentSpec.read(file, overrides);
  }

  /** With the tools that are here. */
  ExperimentPlan plan() throws SpecException, IOException, InterruptedException {
    return new Preparation(spec(), store()).plan();
  }

  RunStore store() {
    return new RunStore(runs);
  }

  /** This experiment as arguments of another command. */
  String arguments() {
    List<String> words = new ArrayList<>(List.of(quoted(file.toString())));
    overrides.forEach(override -> words.add(quoted(override)));
    if (!runs.equals(Path.of("runs"))) {
      words.add("--runs " + quoted(runs.toString()));
    }
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return word.matches("[\\w./=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
