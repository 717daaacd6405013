package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Resources;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Work;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.results.TaskRow;
import org.skiptrim.results.TaskTable;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStatus.State;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.RunSummary;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.SpecFiles;
import org.skiptrim.training.MadeUpImages;
import picocli.CommandLine;

/**
 * All of {@code experiments/milestones} with the real tools, made tiny by settings that a user
 * could give: other networks under the names that the tables have for them, two epochs of few
 * images, a small device. Steps run in this process, since to start one for each would take longer
 * than they do, and the images of CIFAR-10 and CIFAR-100 are made up.
 *
 * <p>Hardware takes the most time, and so there is that of one type alone, and no bitstream; {@code
 * -Dskiptrim.tables=all} makes the rest as well.
 */
@Execution(CONCURRENT)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class MilestoneTablesTest {
  private static final Path SPECS = Path.of("experiments/milestones");
  private static final String LEFT_OUT = "Utilization .* at <(?!8,3).*|Simulation .*";
  private static final boolean ALL = "all".equals(System.getProperty("skiptrim.tables"));

  private static final int TRAIN_IMAGES = 32;
  private static final int TEST_IMAGES = 8;

  /** Of the networks that become hardware, most modules are the same and synthesized once. */
  private static final List<String> OVERRIDES =
      List.of(
          "networks=[{name: resnet20, resnet: 8, widths: [1, 1, 1]},"
              + " {name: resnet32, resnet: 8, widths: [1, 1, 2]},"
              + " {name: resnet44, resnet: 8, widths: [1, 2, 2]},"
              + " {name: resnet56, resnet: 8, widths: [1, 1, 1], shortcut: zero-pad},"
              + " {name: resnet110, resnet: 14, widths: [1, 1, 1]},"
              + " {name: resnet8-4-8-16-zero-pad, resnet: 8, widths: [1, 1, 1], shortcut: zero-pad}]",
          "recipe=short",
          "trials=1",
          "dataset.train_images=" + TRAIN_IMAGES,
          "dataset.test_images=" + TEST_IMAGES,
          "training.epochs=2",
          "training.batch_size=16",
          "quantization.epochs=1",
          "quantization.calibration_images=8",
          "simulation.images=1",
          "devices=[hx8k]",
          "hardware.cycles_per_frame=294912",
          "placement={seeds: 1, images: 1}");

  @TempDir Path folder;

  private RunStore store() {
    return new RunStore(folder.resolve("runs"));
  }

  @Test
  void tables_ofTinyNetworks_areFilledAndReportedWhole() throws Exception {
    ExperimentPlans plans = new Preparation(specs(), store()).plans();
    Rows wanted = new Rows(wanted(plans));
    Recording heard = new Recording();
    run(wanted, heard);
    assertEquals(List.of(), heard.failures());
    for (TaskRow row : wanted(plans)) {
      assertFilled(row);
    }
    assertEquals(wanted.steps().size(), run(wanted, heard).alreadyDone());
    assertReported(TaskTable.of(plans, store()));
    String status = "%d of %d tasks are done".formatted(wanted.rows.size(), rows(plans).size());
    assertTrue(said("status").contains(status), status);
  }

  private static List<ExperimentSpec> specs() throws Exception {
    List<ExperimentSpec> specs = new ArrayList<>();
    for (Path file : SpecFiles.in(List.of(SPECS))) {
      specs.add(ExperimentSpec.read(file, OVERRIDES));
    }
    return specs;
  }

  private List<TaskRow> rows(ExperimentPlans plans) throws IOException {
    return TaskTable.of(plans, store()).stream().flatMap(table -> table.rows().stream()).toList();
  }

  private List<TaskRow> wanted(ExperimentPlans plans) throws IOException {
    return rows(plans).stream().filter(row -> ALL || !row.task().matches(LEFT_OUT)).toList();
  }

  private RunSummary run(Work work, Recording heard) throws Exception {
    SameProcess launcher = new SameProcess(new FewImages(folder));
    return new ExperimentRunner(store(), launcher, heard, OptionalInt.of(1)).run(work);
  }

  private static void assertFilled(TaskRow row) {
    assertEquals(State.DONE, row.state(), row.toString());
    if (row.steps().isEmpty()) {
      assertTrue(Files.exists(SPECS.resolve(row.detail())), row.toString());
    } else {
      String figure = "[\\d.]+ %, (highest over the epochs|on integers), n = 1|[\\d,]+ LUT, .*";
      assertTrue(row.detail().matches(figure), row.toString());
    }
  }

  private void assertReported(List<TaskTable> tables) throws IOException {
    assertEquals(10, tables.size());
    said("report");
    for (String name : List.of("index.html", "report.md", "appendix.tex")) {
      String text = Files.readString(store().reports("milestones").resolve(name));
      for (TaskTable table : tables) {
        assertTrue(text.contains(table.title()), name + ": " + table.title());
      }
    }
  }

  /** What a command of the program says of the tables. */
  private String said(String command) {
    List<String> words = new ArrayList<>(List.of(command, SPECS.toString()));
    words.addAll(OVERRIDES);
    words.add("--runs=" + store().root());
    StringWriter said = new StringWriter();
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(said));
    main.setErr(new PrintWriter(said));
    assertEquals(ExitCode.DONE, main.execute(words.toArray(String[]::new)), said::toString);
    return said.toString();
  }

  /** What some rows need. */
  private record Rows(List<TaskRow> rows) implements Work {
    @Override
    public List<Step<?>> steps() {
      Set<Step<?>> steps = new LinkedHashSet<>();
      rows.forEach(row -> steps.addAll(row.needed()));
      return List.copyOf(steps);
    }

    @Override
    public List<SourceFile> files() {
      return List.of();
    }
  }

  /** As many images of each data set as are asked for, and the tools of this machine. */
  private record FewImages(Path cache) implements Resources {
    @Override
    public Dataset dataset(String name) {
      DatasetSource.Facts facts = DatasetSource.named(name).facts();
      Dataset images = MadeUpImages.of(TRAIN_IMAGES, TEST_IMAGES, facts.height());
      return new Dataset(
          name,
          facts.channels(),
          facts.height(),
          facts.width(),
          IntStream.range(0, facts.classes()).mapToObj(label -> "class " + label).toList(),
          images.train(),
          images.test(),
          images.normalization());
    }

    @Override
    public int threads() {
      return Machine.CORES;
    }

    @Override
    public InstalledTool tool(Tool tool) throws IOException, InterruptedException {
      return Tools.ofThisMachine().require(tool, notice -> {});
    }
  }
}
