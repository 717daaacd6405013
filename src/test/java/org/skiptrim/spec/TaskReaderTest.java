package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {
  private static final String SPEC =
      """
      dataset: {name: made-up}
      networks: [resnet8, resnet14]
      variants: [residual, skipper]
      precisions: ["ap_fixed<8,3>", "ap_fixed<4,2>"]
      devices: [xc7z020]
      tasks:
      """;

  @TempDir Path folder;

  private ExperimentSpec read(String task, String... overrides) throws Exception {
    return SpecText.read(folder, SPEC + "  - {task: \"A row\", " + task + "}\n", overrides);
  }

  @Test
  void read_figure_isWhatTheRowSays() throws Exception {
    TaskSpec.Figure figure =
        (TaskSpec.Figure)
            read("figure: utilization, network: resnet8, variant: skipper, precision:"
                    + " \"ap_fixed<4,2>\", reported: \"0.9\"")
                .tasks()
                .get(0);
    assertEquals(TaskSpec.Kind.UTILIZATION, figure.kind());
    assertEquals("ResNet8", figure.network().name());
    assertEquals(4, figure.precision().orElseThrow().weights().width());
    assertEquals("xc7z020", figure.device().orElseThrow().name()); // the only one
    assertEquals("0.9", figure.reported());
  }

  @Test
  void read_networksThatNoTaskNames_areLeftOut() throws Exception {
    ExperimentSpec spec = read("figure: accuracy, network: resnet14, variant: skipper");
    assertEquals(1, spec.networks().size());
    assertEquals(List.of(Variant.SKIPPER), spec.networks().get(0).variants());
  }

  @Test
  void read_figures_areThoseAskedFor() throws Exception {
    String task = "figure: accuracy, network: resnet14, variant: skipper";
    assertEquals(1, read(task).askedTasks().size());
    assertEquals(1, read(task, "figures=accuracy").askedTasks().size());
    ExperimentSpec hardware = read(task, "figures=[utilization, bitstream]");
    assertEquals(List.of(), hardware.askedTasks());
    assertEquals(1, hardware.tasks().size()); // it is still no experiment without tasks
    SpecException wrong = assertThrows(SpecException.class, () -> read(task, "figures=[speed]"));
    assertEquals(
        "command line: figures[0] is 'speed'; use accuracy or bitstream or simulation or utilization",
        wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          figure: accuracy, variant: skipper | it does not say which network; add network: resnet8 or resnet14
          figure: accuracy, network: resnet20, variant: skipper | tasks[0].network is 'resnet20'; use resnet14 or resnet8
          figure: accuracy, network: resnet8, variant: plain | tasks[0].variant is 'plain'; use residual or skipper
          figure: speed, network: resnet8, variant: skipper | tasks[0].figure is 'speed'; use accuracy or bitstream or simulation or utilization
          figure: utilization, network: resnet8, variant: skipper | it does not say which precision; add precision: ap_fixed<8,3> or ap_fixed<4,2>
          figure: accuracy, network: resnet8, variant: skipper, device: xc7z020 | tasks[0].device is 'xc7z020'; accuracy is the same on all devices
          figure: accuracy, network: resnet8, varient: skipper | unknown key tasks[0].varient; did you mean tasks[0].variant?
          source: nowhere.java | tasks[0].source is 'nowhere.java'; there is no such file
          """)
  void read_wrong_saysWhatWouldBeRight(String task, String message) {
    SpecException error = assertThrows(SpecException.class, () -> read(task));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  /** Specs of a folder are run with the same settings; only some of them have bitstreams. */
  @Test
  void read_triesThatNoTaskNeeds_areNoError() throws Exception {
    String task = "figure: accuracy, network: resnet8, variant: skipper";
    assertEquals(3, read(task, "placement.seeds=3").placement().seeds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bitstream  | devices=xc7z020     | asks for a bitstream; open tools make bitstreams of lfe5u-85f, hx8k and up5k
          bitstream  | devices=hx8k        | placement.seeds is '0'; the task "A row" asks for a bitstream; make it 1 or more
          simulation | simulation.images=0 | simulation.images is '0'; the task "A row" asks for a simulation; give it some
          """)
  void read_hardwareThatSettingsRuleOut_isAnError(String figure, String setting, String message) {
    String task =
        "figure: %s, network: resnet8, variant: skipper, precision: \"ap_fixed<8,3>\""
            .formatted(figure);
    SpecException error = assertThrows(SpecException.class, () -> read(task, setting));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
