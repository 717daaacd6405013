package org.skiptrim.slurm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.cli.Main;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.results.TaskTable;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;

/** What tests need that run the whole program on a Slurm of their own. */
abstract class RunsOnSlurm {
  private static final String SPEC = SpecText.TINY + "precisions: []\n";

  static RealSlurm slurm;

  @TempDir Path folder;
  RunStore store;

  @BeforeEach
  void setUp() throws Exception {
    store = new RunStore(folder.resolve("runs"));
    Files.writeString(folder.resolve("tiny.yaml"), SPEC);
    profile("");
  }

  void profile(String more) throws IOException {
    Files.writeString(folder.resolve("slurm.yaml"), "poll_seconds: 1\n" + more);
  }

  List<Step<?>> steps(String... overrides) throws Exception {
    return plan(overrides).steps();
  }

  private ExperimentPlan plan(String... overrides) throws Exception {
    ExperimentSpec spec = ExperimentSpec.read(folder.resolve("tiny.yaml"), List.of(overrides));
    return new ExperimentPlan(spec, Map.of());
  }

  /** The program, which a user may start again and again. */
  Process master(String... overrides) throws IOException {
    return master(slurm.environment(), overrides);
  }

  Process master(Map<String, String> environment, String... overrides) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", "tiny.yaml", "--on=slurm", "--threads=1"));
    command.addAll(List.of(overrides));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
    return builder.start();
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  String said() throws IOException {
    return Files.readString(output());
  }

  void assertEndsWith(int exitCode, Process master) throws Exception {
    assertEquals(exitCode, master.waitFor(), () -> wholeStory());
  }

  String wholeStory() {
    try {
      return said();
    } catch (IOException e) {
      return e.toString();
    }
  }

  JobFile job(Step<?> step) throws IOException {
    return JobFile.read(store.path(step)).orElseThrow();
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  void await(Process master, Condition condition) throws Exception {
    while (!condition.holds()) {
      assertTrue(master.isAlive(), () -> wholeStory());
      Thread.sleep(20);
    }
  }

  void awaitEpochs(Process master, Step<?> step, int epochs) throws Exception {
    Path metrics = store.path(step).resolve("metrics.csv");
    await(master, () -> Files.exists(metrics) && Files.readAllLines(metrics).size() > epochs);
  }

  /** The same steps in this process. */
  RunStore here(String... overrides) throws Exception {
    RunStore here = new RunStore(folder.resolve("here"));
    new ExperimentRunner(
            here,
            new SameProcess(new MadeUpResources(false, folder)),
            new Recording(),
            OptionalInt.of(1))
        .run(plan(overrides));
    return here;
  }

  void assertSameNetworks(RunStore expected, List<Step<?>> steps) throws IOException {
    for (Step<?> step : steps) {
      String name = step instanceof NetworkStep ? NetworkStep.NETWORK : QuantizedStep.QUANTIZED;
      assertArrayEquals(
          Files.readAllBytes(expected.path(step).resolve(name)),
          Files.readAllBytes(store.path(step).resolve(name)),
          step.subject());
    }
  }

  /** Networks, figures and the table of tasks. */
  void assertSameResults(RunStore expected) throws Exception {
    assertSameNetworks(expected, steps());
    for (Step<?> step : steps()) {
      assertEquals(figures(expected, step), figures(store, step), step.subject());
    }
    assertEquals(table(expected), table(store));
  }

  /** All but how long each epoch took. */
  private static String figures(RunStore where, Step<?> step) throws IOException {
    String result = Files.readString(where.path(step).resolve("result.json"));
    return result.replaceAll("\"seconds\" : [^,\\s]+", "");
  }

  private String table(RunStore where) throws Exception {
    ExperimentPlans plans = new ExperimentPlans(List.of(plan()));
    return TaskTable.of(plans, where).get(0).table().toText();
  }
}
