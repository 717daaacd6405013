package org.skiptrim.results;

import java.util.Map;
import java.util.TreeMap;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;

/** Which modules of the hardware library take how much of a design. */
final class ModuleTable {
  private ModuleTable() {}

  static Table of(String title, SynthesisFigures figures) {
    Map<String, Utilization> all = new TreeMap<>();
    Map<String, Integer> instances = new TreeMap<>();
    for (SynthesisFigures.Part part : figures.parts()) {
      int count = part.instances().size();
      all.merge(part.module(), part.each().times(count), Utilization::plus);
      instances.merge(part.module(), count, Integer::sum);
    }
    Table table =
        Table.of(
            title,
            Column.text("module"),
            Column.number("instances"),
            Column.number("LUT"),
            Column.number("FF"),
            Column.number("BRAM"),
            Column.number("DSP"));
    for (Map.Entry<String, Utilization> module : all.entrySet()) {
      Utilization used = module.getValue();
      table =
          table.row(
              Cell.text(module.getKey()),
              Cell.number(instances.get(module.getKey())),
              Cell.number(used.luts()),
              Cell.number(used.flipFlops()),
              Cell.number(used.used(Resource.BRAM), 1),
              Cell.number(used.dsps()));
    }
    return table;
  }
}
