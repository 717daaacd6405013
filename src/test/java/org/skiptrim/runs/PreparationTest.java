package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Resources;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.spec.SpecText;

class PreparationTest {
  @TempDir Path folder;

  /** A machine that has nothing, and cannot have it. */
  private record Nothing(Path cache, Set<Tool> asked) implements Resources {
    @Override
    public Dataset dataset(String name) throws IOException {
      throw new IOException("no data");
    }

    @Override
    public InstalledTool tool(Tool tool) throws IOException {
      asked.add(tool);
      throw new IOException(tool.command() + " is missing");
    }

    @Override
    public int threads() {
      return 1;
    }
  }

  private Set<Tool> installed(String... overrides) throws Exception {
    Set<Tool> asked = EnumSet.noneOf(Tool.class);
    ExperimentPlan plan =
        new ExperimentPlan(SpecText.read(folder, SpecText.TINY, overrides), Map.of());
    List<String> notices = new ArrayList<>();
    Preparation.install(plan.steps(), new Nothing(folder, asked), notices::add);
    assertEquals(asked.size(), notices.size(), "what cannot be had is said, each once");
    return asked;
  }

  /** Else a step would be done under the name that it has without the tool's version, and again. */
  @Test
  void install_whatTheStepsNeed_andNothingElse() throws Exception {
    assertEquals(Set.of(), installed());
    assertEquals(Set.of(Tool.YOSYS), installed("devices=[hx8k]", "simulation.images=0"));
    assertEquals(Set.of(Tool.VERILATOR, Tool.YOSYS), installed("devices=[hx8k]"));
    assertEquals(
        Set.of(
            Tool.VERILATOR,
            Tool.YOSYS,
            Tool.YOSYS_FOR_PLACEMENT,
            Tool.NEXTPNR_ICE40,
            Tool.ICEPACK,
            Tool.ICEUNPACK,
            Tool.ICEBOX_VLOG),
        installed("devices=[hx8k]", "placement.seeds=1"));
  }
}
