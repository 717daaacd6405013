package org.skiptrim.experiment;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecFiles;

/** The milestone report's tables: what they ask for, and what they have in common. */
class MilestonesTest {
  private static ExperimentPlans plans(String... overrides) throws Exception {
    List<ExperimentPlan> plans = new ArrayList<>();
    for (Path file : SpecFiles.in(List.of(Path.of("experiments/milestones")))) {
      plans.add(new ExperimentPlan(ExperimentSpec.read(file, List.of(overrides)), Map.of()));
    }
    return new ExperimentPlans(plans);
  }

  private static Map<String, Long> kinds(List<Step<?>> steps) {
    return new TreeMap<>(steps.stream().collect(groupingBy(Step::kind, counting())));
  }

  private static ExperimentPlan table(ExperimentPlans plans, String name) {
    return plans.all().stream()
        .filter(plan -> plan.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void specs_haveTheTenTablesInTheirOrder() throws Exception {
    Set<String> titles = new LinkedHashSet<>();
    plans().all().forEach(plan -> titles.add(plan.spec().title()));
    assertEquals(10, titles.size());
    int number = 1;
    for (String title : titles) {
      assertTrue(title.startsWith("Table " + number++ + ": "), title);
    }
  }

  @Test
  void table1_trainsFourNetworksInFourWaysFiveTimes() throws Exception {
    Map<String, Long> kinds = kinds(table(plans(), "table-1").steps());
    assertEquals(40L, kinds.get("train")); // with skips and without, for each depth and trial
    assertEquals(20L, kinds.get("distill"));
    assertEquals(20L, kinds.get("remove-skips"));
    assertEquals(10L, kinds.get("quantize")); // ResNet20 alone, at two types
  }

  @Test
  void table9_hasHardwareOfOneTrialAtSevenTypes() throws Exception {
    Map<String, Long> kinds = kinds(table(plans(), "table-9").steps());
    assertEquals(
        Map.of("train", 1L, "remove-skips", 1L, "quantize", 7L, "design", 7L, "synthesize", 7L),
        kinds);
  }

  @Test
  void tables2And3_haveNothingOfTheirOwn() throws Exception {
    ExperimentPlans plans = plans();
    Set<Step<?>> first = new LinkedHashSet<>(table(plans, "table-1").steps());
    assertTrue(first.containsAll(table(plans, "table-2").steps()));
    assertTrue(first.containsAll(table(plans, "table-3").steps()));
  }

  @Test
  void steps_ofAll_areEachOnce() throws Exception {
    List<Step<?>> steps = plans().steps();
    assertEquals(new LinkedHashSet<>(steps).size(), steps.size());
    Map<String, Long> kinds = kinds(steps);
    assertEquals(31L, kinds.get("remove-skips")); // six networks five times, one on a small chip
    assertEquals(17L, kinds.get("synthesize"));
    for (int i = 0; i < steps.size(); i++) {
      assertTrue(steps.subList(0, i).containsAll(steps.get(i).inputs()), steps.get(i).slug());
    }
  }

  @Test
  void steps_ofHardwareOnly_areThoseOfUtilization() throws Exception {
    ExperimentPlans plans = plans("recipe=hardware-only");
    assertEquals(
        Map.of("train", 3L, "remove-skips", 3L, "quantize", 17L, "design", 17L, "synthesize", 17L),
        kinds(plans.steps()));
    ExperimentPlan first = plans.all().get(0);
    assertTrue(first.spec().title().startsWith("Table 1: "), first.spec().title());
    assertEquals(List.of(), first.steps()); // it asks for accuracies alone
  }

  @Test
  void steps_ofOneShortTrial_areAsManyForEachTrial() throws Exception {
    Map<String, Long> kinds = kinds(plans("recipe=short", "trials=1").steps());
    assertEquals(7L, kinds.get("remove-skips"));
    assertEquals(17L, kinds.get("synthesize"));
  }
}
