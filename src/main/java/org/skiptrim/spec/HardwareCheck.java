package org.skiptrim.spec;

import org.skiptrim.device.Device;
import org.skiptrim.storage.Words;

/** Whether an experiment's settings let its hardware be simulated and placed as it asks. */
record HardwareCheck(ExperimentSpec spec, Setting root) {
  private static final String PLACEABLE = "open tools make bitstreams of lfe5u-85f, hx8k and up5k";

  /** Of tasks only those that ask for bitstreams need tries; others have no use for any. */
  void check() throws SpecException {
    boolean any = spec.devices().stream().anyMatch(Device::canBePlaced);
    if (spec.tasks().isEmpty() && spec.placement().seeds() > 0 && !any) {
      throw setting("placement", "seeds")
          .wrong(PLACEABLE + ", and devices names none of them; leave it out");
    }
    for (TaskSpec task : spec.askedTasks()) {
      if (task instanceof TaskSpec.Figure figure) {
        check(figure);
      }
    }
  }

  private void check(TaskSpec.Figure task) throws SpecException {
    String asks = "the task \"" + task.text() + "\" asks for a " + Words.of(task.kind());
    if (task.kind() == TaskSpec.Kind.SIMULATION && spec.simulationImages() == 0) {
      throw setting("simulation", "images").wrong(asks + "; give it some");
    }
    if (task.kind() != TaskSpec.Kind.BITSTREAM) {
      return;
    }
    if (!task.device().orElseThrow().canBePlaced()) {
      throw root.get("devices").wrong(asks + "; " + PLACEABLE);
    }
    if (spec.placement().seeds() == 0) {
      throw setting("placement", "seeds").wrong(asks + "; make it 1 or more");
    }
  }

  private Setting setting(String section, String key) throws SpecException {
    return root.get(section).section().get(key);
  }
}
