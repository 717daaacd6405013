package org.skiptrim.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.quantization.Precision;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Json;
import org.skiptrim.storage.Words;
import org.skiptrim.training.ClassAccuracy;
import tools.jackson.core.type.TypeReference;

/** Which classes of images the networks on integers get right. */
record ClassTables(ExperimentPlan plan, RunStore store) {
  /** More classes than this are for {@code classes.json} in the run directories. */
  private static final int MOST_CLASSES = 20;

  /** One table for each network and precision: classes down, variants across. */
  List<Table> tables() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (NetworkSpec network : plan.spec().networks()) {
      for (Optional<Precision> precision : plan.precisions(network)) {
        table(network, precision).ifPresent(tables::add);
      }
    }
    return tables;
  }

  private Optional<Table> table(NetworkSpec network, Optional<Precision> precision)
      throws IOException {
    Map<String, List<Double>> shares = new LinkedHashMap<>();
    List<Column> columns = new ArrayList<>(List.of(Column.text("class"), Column.number("images")));
    Map<String, Integer> images = new LinkedHashMap<>();
    for (Variant variant : network.variants().stream().sorted().toList()) {
      List<ClassAccuracy> classes = classes(network, variant, precision);
      if (!classes.isEmpty()) {
        columns.add(Column.number(Words.of(variant)));
      }
      for (ClassAccuracy one : classes) {
        images.put(one.name(), one.images());
        shares
            .computeIfAbsent(one.name(), name -> new ArrayList<>())
            .add(one.images() == 0 ? Double.NaN : 100.0 * one.correct() / one.images());
      }
    }
    if (shares.isEmpty() || shares.size() > MOST_CLASSES) {
      return Optional.empty();
    }
    String types = new Outcome.Group(network, precision, null).precisionText();
    String title = network.name() + ", " + types + ", test accuracy by class (%), on the integers";
    Table table = new Table(title, columns, List.of(), List.of());
    for (Map.Entry<String, List<Double>> row : shares.entrySet()) {
      table = table.row(row(row.getKey(), images.get(row.getKey()), row.getValue()));
    }
    return Optional.of(table);
  }

  private static Cell[] row(String name, int images, List<Double> shares) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.text(name), Cell.number(images, 0)));
    shares.forEach(
        share -> cells.add(share.isNaN() ? Cell.missing("no images") : Cell.number(share, 1)));
    return cells.toArray(Cell[]::new);
  }

  /** Of the first trial. */
  private List<ClassAccuracy> classes(
      NetworkSpec network, Variant variant, Optional<Precision> precision) throws IOException {
    QuantizedStep step = plan.quantized(plan.trials(network, variant).get(0), precision);
    Path file = store.path(step).resolve(QuantizedStep.CLASSES);
    return store.isDone(step) && Files.exists(file)
        ? Json.read(file, new TypeReference<List<ClassAccuracy>>() {})
        : List.of();
  }
}
