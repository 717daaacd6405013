package org.skiptrim.experiment;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.spec.SourceFile;

/** Several experiments as one: what they have in common is done once. */
public record ExperimentPlans(List<ExperimentPlan> all) implements Work {
  /** Copies the list. */
  public ExperimentPlans {
    all = List.copyOf(all);
  }

  @Override
  public List<Step<?>> steps() {
    Set<Step<?>> steps = new LinkedHashSet<>();
    all.forEach(plan -> steps.addAll(plan.steps()));
    return List.copyOf(steps);
  }

  @Override
  public List<SourceFile> files() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (ExperimentPlan plan : all) {
      plan.files().forEach(file -> files.putIfAbsent(file.sha256(), file));
    }
    return List.copyOf(files.values());
  }
}
