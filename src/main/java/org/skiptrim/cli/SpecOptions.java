package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecException;
import org.skiptrim.spec.SpecFiles;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiments, and where their results are. */
final class SpecOptions {
  private static final String OVERRIDE = "[a-z_]+(\\.[a-z_]+)*=.*";

  @Parameters(
      arity = "1..*",
      paramLabel = "SPEC|key=value",
      description = {
        "Experiments, YAML files or folders of them; and settings that override those of the files, such as"
            + " teacher.epochs=2."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where results are kept (default: ${DEFAULT-VALUE}).")
  private Path runs;

  List<ExperimentSpec> specs() throws SpecException, IOException {
    List<ExperimentSpec> specs = new ArrayList<>();
    for (Path file : files()) {
      specs.add(ExperimentSpec.read(file, overrides()));
    }
    return specs;
  }

  /** One for each of the specs. */
  List<Path> files() throws SpecException, IOException {
    return SpecFiles.in(named());
  }

  private List<Path> named() {
    return words.stream().filter(word -> !word.matches(OVERRIDE)).map(Path::of).toList();
  }

  private List<String> overrides() {
    return words.stream().filter(word -> word.matches(OVERRIDE)).toList();
  }

  /** With the tools that are here. */
  ExperimentPlans plans() throws SpecException, IOException, InterruptedException {
    return new Preparation(specs(), store()).plans();
  }

  RunStore store() {
    return new RunStore(runs);
  }

  /** What is named, as titles say it: {@code milestones}. */
  String title() {
    return named().stream()
        .map(path -> path.toAbsolutePath().normalize().getFileName().toString())
        .map(name -> name.replaceFirst("\\.ya?ml$", ""))
        .collect(Collectors.joining(" and "));
  }

  /** These experiments as arguments of another command. */
  String arguments() {
    return arguments(words);
  }

  /** One of these experiments as arguments of another command. */
  String arguments(Path file) {
    List<String> one = new ArrayList<>(List.of(file.toString()));
    one.addAll(overrides());
    return arguments(one);
  }

  private String arguments(List<String> said) {
    String text = said.stream().map(SpecOptions::quoted).collect(Collectors.joining(" "));
    return runs.equals(Path.of("runs")) ? text : text + " --runs " + quoted(runs.toString());
  }

  private static String quoted(String word) {
    return word.matches("[\\w./=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
