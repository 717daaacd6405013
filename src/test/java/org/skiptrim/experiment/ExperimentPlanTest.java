package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkFiles;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.Json;

class ExperimentPlanTest {
  private static final String SPEC = SpecText.TINY.replace("devices: []", "devices: [xc7z020]");

  @TempDir Path folder;

  private List<Step<?>> steps(String... overrides) throws Exception {
    return new ExperimentPlan(SpecText.read(folder, SPEC, overrides), Map.of()).steps();
  }

  private static Set<String> ids(List<Step<?>> steps) {
    return steps.stream().map(Step::id).collect(Collectors.toSet());
  }

  /** The kinds of those steps that are not in both. */
  private static List<String> changed(List<Step<?>> before, List<Step<?>> after) {
    Set<String> known = ids(before);
    return after.stream().filter(step -> !known.contains(step.id())).map(Step::kind).toList();
  }

  @Test
  void steps_ofBothVariants() throws Exception {
    assertEquals(
        List.of(
            "train",
            "remove-skips",
            "quantize",
            "quantize",
            "design",
            "simulate",
            "synthesize",
            "design",
            "simulate",
            "synthesize"),
        steps().stream().map(Step::kind).toList());
  }

  /** Students share their teacher; Trimmer has one of its own, with its ReLU before the add. */
  @Test
  void steps_ofAllVariants_shareTheTeacher() throws Exception {
    List<Step<?>> steps =
        steps(
            "variants=[residual, absorbed, plain, plain-distilled, skipper, trimmer, merger]",
            "precisions=[]",
            "devices=[]");
    assertEquals(
        List.of(
            "train ResNet8, seed 1",
            "absorb-skips ResNet8 absorbed, seed 1",
            "train ResNet8 plain, seed 1",
            "distill ResNet8 plain-distilled, seed 1",
            "remove-skips ResNet8 skipper, seed 1",
            "train ResNet8 relu-before-add, seed 1",
            "shorten-skips ResNet8 relu-before-add trimmer, seed 1",
            "merge-skips ResNet8 merger, seed 1"),
        steps.stream().map(step -> step.kind() + " " + step.subject()).toList());
  }

  /** The teacher of a student is that of the same trial. */
  @Test
  void steps_ofTrials_pairTeachersAndStudents() throws Exception {
    for (Step<?> step : steps("trials=3", "variants=[plain-distilled, skipper]")) {
      if (step instanceof NetworkStep student && !student.inputs().isEmpty()) {
        assertEquals(student.seed(), ((NetworkStep) student.inputs().get(0)).seed());
      }
    }
  }

  /**
   * Absorbing draws no random number, so that of a file's network it comes to the same each time.
   */
  @Test
  void cases_absorbedOfAFile_isInTheFirstTrialAlone() throws Exception {
    NetworkFiles.real(folder.resolve("skips.safetensors"), NetworkFiles.RESIDUAL);
    String text =
        SPEC.replace("[resnet8]", "[skips.safetensors]") + "variants: [absorbed, plain]\n";
    ExperimentSpec spec = SpecText.read(folder, text, "trials=2", "devices=[]", "precisions=[]");
    List<ExperimentPlan.Case> cases = new ExperimentPlan(spec, Map.of()).cases();
    assertEquals(
        List.of("skips absorbed 1", "skips plain 1", "skips plain 2"),
        cases.stream().map(one -> one.title() + " " + one.seed()).toList());
  }

  /**
   * Of those that are placed, an HX8K's bitstream can be made hardware again, and what was routed
   * of an ECP5.
   */
  @Test
  void steps_withPlacement_goAsFarAsThePartCan() throws Exception {
    for (String part : List.of("xc7z020", "lfe5u-85f", "hx8k", "up5k")) {
      Set<String> kinds =
          steps(
                  "variants=[residual]",
                  "placement.seeds=1",
                  "devices=[%s]".formatted(part.equals("hx8k") ? part : part + ", hx8k"))
              .stream()
              .filter(step -> step.subject().endsWith(part))
              .map(Step::kind)
              .collect(Collectors.toSet());
      assertEquals(!part.equals("xc7z020"), kinds.contains("place"), part);
      assertEquals(!part.equals("xc7z020"), kinds.contains("simulate-netlist"), part);
      assertEquals(part.equals("hx8k"), kinds.contains("simulate-bitstream"), part);
      assertEquals(part.equals("lfe5u-85f"), kinds.contains("simulate-routed"), part);
    }
  }

  @Test
  void steps_toFit_placeAndSimulateWhatFits() throws Exception {
    List<Step<?>> steps =
        steps("variants=[residual]", "placement.seeds=1", "placement.fit=auto", "devices=[hx8k]");
    List<String> kinds = steps.stream().map(Step::kind).toList();
    assertEquals(
        List.of("place-fitting", "simulate-netlist", "simulate-bitstream"),
        kinds.subList(kinds.indexOf("synthesize") + 1, kinds.size()));
  }

  @Test
  void steps_standAfterTheirInputs() throws Exception {
    Set<Step<?>> before = new HashSet<>();
    for (Step<?> step :
        steps(
            "networks=[resnet8,resnet14]",
            "trials=2",
            "variants=[skipper, residual]",
            "skipper.epochs=20")) {
      assertTrue(before.containsAll(step.inputs()), step.subject());
      before.add(step);
    }
    assertEquals(2 * 2 * 10, before.size());
  }

  @Test
  void steps_skipperAlone_trainsItsTeacher() throws Exception {
    assertEquals(
        List.of("train", "remove-skips", "quantize", "design", "simulate", "synthesize"),
        steps("variants=skipper").stream().map(Step::kind).toList());
  }

  @Test
  void steps_noDevice_noHardware() throws Exception {
    assertFalse(
        steps("devices=[]").stream().anyMatch(step -> step.kind().matches("simulate|synthesize")));
  }

  @Test
  void ids_sameSpec_areTheSame() throws Exception {
    assertEquals(ids(steps()), ids(steps()));
    assertEquals(steps().size(), ids(steps()).size());
  }

  @Test
  void ids_areFileNames() throws Exception {
    for (Step<?> step : steps("precisions=ap_fixed<8,-3,AP_TRN,AP_WRAP>")) {
      assertTrue(step.id().matches("[a-z0-9.-]+-[0-9a-f]{12}"), step.id());
    }
  }

  @Test
  void ids_changedSetting_changesOnlyWhatDependsOnIt() throws Exception {
    List<Step<?>> before = steps();
    assertEquals(10, changed(before, steps("teacher.epochs=3")).size());
    assertEquals(
        List.of("remove-skips", "quantize", "design", "simulate", "synthesize"),
        changed(before, steps("skipper.epochs=5")));
    assertEquals(
        List.of(
            "quantize",
            "quantize",
            "design",
            "simulate",
            "synthesize",
            "design",
            "simulate",
            "synthesize"),
        changed(before, steps("quantization.learning_rate=0.02")));
    assertEquals(List.of("simulate", "simulate"), changed(before, steps("simulation.images=11")));
    assertEquals(List.of(), changed(before, steps("description=other")));
    assertEquals(
        List.of("synthesize", "synthesize"), changed(before, steps("hardware.synthesis=flat")));
  }

  @Test
  void simulate_bothVariants_aimAtTheSameCycles() throws Exception {
    Set<Design.Target> targets =
        steps().stream()
            .filter(Simulate.class::isInstance)
            .map(step -> ((Simulate) step).design().target())
            .collect(Collectors.toSet());
    assertEquals(1, targets.size());
  }

  /** A design's products are made of its device's multipliers. */
  @Test
  void simulate_cyclesGiven_isOneForEachDevice() throws Exception {
    List<Step<?>> steps = steps("hardware.cycles_per_frame=70000", "devices=[xc7z020, kv260]");
    assertEquals(4, steps.stream().filter(Simulate.class::isInstance).count());
    assertEquals(4, steps.stream().filter(Synthesize.class::isInstance).count());
  }

  /** What was made by one version of a tool is not what another one would make. */
  @Test
  void ids_otherTool_changesOnlyWhatItMakes() throws Exception {
    ExperimentSpec spec = SpecText.read(folder, SPEC);
    Map<Tool, ToolVersion> old = Map.of(Tool.YOSYS, new ToolVersion(0, 23, "0.23"));
    Map<Tool, ToolVersion> recent = Map.of(Tool.YOSYS, new ToolVersion(0, 52, "0.52"));
    assertEquals(
        List.of("synthesize", "synthesize"),
        changed(new ExperimentPlan(spec, old).steps(), new ExperimentPlan(spec, recent).steps()));
  }

  @Test
  void recipe_readBack_isTheSameStep() throws Exception {
    for (Step<?> step :
        steps(
            "variants=[residual, absorbed, plain, plain-distilled, skipper, trimmer, merger]",
            "plain.drops=[1]",
            "skipper.distance=kl",
            "precisions=[\"ap_fixed<8,3>\", \"ap_fixed<4,2,AP_TRN,AP_WRAP>\"]",
            "devices=[xc7z020, kv260]")) {
      Path file = folder.resolve("step.json");
      Files.writeString(file, step.recipe());
      assertEquals(step, Json.read(file, Step.class));
    }
  }

  /** 16 → 8 → 4 bits, whatever their order in the list. */
  @Test
  void quantize_fromWiderPrecisions_isAChain() throws Exception {
    List<Step<?>> steps =
        steps(
            "networks=resnet8",
            "variants=residual",
            "devices=[]",
            "quantization.start=wider-precision",
            "precisions=[\"ap_fixed<4,2>\", \"ap_fixed<16,5>\", \"ap_fixed<8,3>\"]");
    Map<String, Quantize> byType = new HashMap<>();
    for (Step<?> step : steps) {
      if (step instanceof Quantize quantize) {
        byType.put(quantize.precision().weights().toString(), quantize);
      }
    }
    assertEquals(Optional.empty(), byType.get("ap_fixed<16,5>").before());
    assertEquals(Optional.of(byType.get("ap_fixed<16,5>")), byType.get("ap_fixed<8,3>").before());
    assertEquals(Optional.of(byType.get("ap_fixed<8,3>")), byType.get("ap_fixed<4,2>").before());
    assertEquals(4, steps.size());
    for (Step<?> step : steps) {
      assertTrue(steps.subList(0, steps.indexOf(step)).containsAll(step.inputs()));
    }
  }

  /** Students start from the network that they come from, whoever teaches them. */
  @Test
  void steps_underAnotherTeacher_needItAndNameItAmongTheirFiles() throws Exception {
    NetworkFiles.real(folder.resolve("other.safetensors"), NetworkFiles.RESIDUAL);
    List<Step<?>> before = steps();
    ExperimentPlan plan =
        new ExperimentPlan(
            SpecText.read(
                folder,
                SPEC + "distillation: {teacher: other.safetensors}\n",
                "variants=[residual, plain-distilled, skipper, trimmer]",
                "trimmer.epochs=4"),
            Map.of());
    Import other =
        plan.steps().stream()
            .filter(Import.class::isInstance)
            .map(Import.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("other.safetensors", other.file().name());
    assertEquals(List.of(other.file()), plan.files());
    for (Step<?> step : plan.steps()) {
      boolean taught =
          step instanceof Distill || step instanceof TreatSkips || step instanceof Quantize;
      assertEquals(taught, step.inputs().contains(other), step.kind());
    }
    assertTrue(ids(plan.steps()).contains(before.get(0).id()), "the start is the same");
  }
}
