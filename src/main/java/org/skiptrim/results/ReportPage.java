package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.skiptrim.device.Resource;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.HtmlReport;
import org.skiptrim.report.HtmlReport.Block;
import org.skiptrim.report.HtmlReport.Details;
import org.skiptrim.report.HtmlReport.Figures;
import org.skiptrim.report.HtmlReport.Paragraph;
import org.skiptrim.report.HtmlReport.Tabular;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Json;

/** The report as one HTML page. */
record ReportPage(ExperimentPlan plan, RunStore store, String command) {

  String html(ReportPictures pictures) throws IOException {
    ReportTables tables = new ReportTables(plan, store);
    ReportStatements statements = new ReportStatements(plan, store);
    HtmlReport page = HtmlReport.of(plan.spec().name(), plan.spec().description());
    page = keyFigures(page);
    page = page.section("With skips and without", comparison(summaries(), tables, statements));
    if (!pictures.curves().isEmpty()) {
      page = page.section("Training", training(pictures));
    }
    if (!pictures.networks().isEmpty()) {
      page = page.section("The networks", networks(pictures));
    }
    if (!pictures.ranges().isEmpty()) {
      page = page.section("How values fill their types", ranges(pictures));
    }
    if (!plan.spec().devices().isEmpty()) {
      page = page.section("Hardware", hardware(tables, statements, pictures));
    }
    List<Table> classes = new ClassTables(plan, store).tables();
    if (!classes.isEmpty()) {
      page =
          page.section("Class by class", classes.stream().map(Tabular::new).toArray(Block[]::new));
    }
    page = page.section("How to get this again", again(tables));
    for (Map.Entry<String, String> fact : statements.provenance().entrySet()) {
      page = page.origin(fact.getKey(), fact.getValue());
    }
    return page.toHtml();
  }

  /** Of the first group, and only what is known. */
  private HtmlReport keyFigures(HtmlReport empty) throws IOException {
    if (Outcome.groups(plan).isEmpty()) {
      return empty;
    }
    Outcome.Group group = Outcome.groups(plan).get(0);
    Outcome residual = Outcome.of(plan, store, group, Variant.RESIDUAL);
    Outcome skipless = Outcome.of(plan, store, group, group.skipless());
    HtmlReport page = empty;
    OptionalDouble accuracy = skipless.mean(QuantizationFigures.ACCURACY);
    if (accuracy.isPresent()) {
      OptionalDouble before = residual.mean(QuantizationFigures.ACCURACY);
      String of = before.isEmpty() ? "" : percent(before.getAsDouble()) + " with skips";
      page =
          page.figure(percent(accuracy.getAsDouble()), "accuracy without skips, on integers", of);
    }
    page = saving(page, Resource.LUT, residual, skipless);
    page = saving(page, Resource.BRAM, residual, skipless);
    long logits = new ReportStatements(plan, store).logits();
    return logits == 0
        ? page
        : page.figure("%,d".formatted(logits), "logits compared", "none differs by a bit");
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f %%", value);
  }

  private static HtmlReport saving(
      HtmlReport page, Resource resource, Outcome residual, Outcome skipless) {
    double from = residual.mean(resource.name()).orElse(0);
    OptionalDouble to = skipless.mean(resource.name());
    if (from == 0 || to.isEmpty()) {
      return page;
    }
    String change = String.format(Locale.ROOT, "%+.1f %%", 100 * (to.getAsDouble() / from - 1));
    String remark = String.format(Locale.ROOT, "%,.1f instead of %,.1f", to.getAsDouble(), from);
    return page.figure(change.replace('-', '−'), resource.name(), remark.replace(".0", ""));
  }

  private List<Table> summaries() throws IOException {
    List<Table> tables = new ArrayList<>(List.of(new AccuracyTables(plan, store).accuracy()));
    tables.addAll(new PrecisionTables(plan, store).tables());
    return tables;
  }

  private static Block[] comparison(
      List<Table> summaries, ReportTables tables, ReportStatements statements) throws IOException {
    List<Block> blocks = new ArrayList<>();
    summaries.forEach(table -> blocks.add(new Tabular(table)));
    for (Table table : tables.comparisons()) {
      blocks.add(new Tabular(table));
    }
    blocks.add(new Paragraph(statements.training()));
    for (String sentence : statements.changes()) {
      blocks.add(new Paragraph(sentence));
    }
    return blocks.toArray(Block[]::new);
  }

  private static Block[] training(ReportPictures pictures) {
    return pictures.curves().stream()
        .map(picture -> Figures.of("", picture.drawing()))
        .toArray(Block[]::new);
  }

  private static Block[] networks(ReportPictures pictures) {
    List<Drawing> drawings =
        pictures.networks().stream().map(ReportPictures.Picture::drawing).toList();
    String caption =
        "Boxes include the batch norm and ReLU that follow; arcs are skip connections.";
    return new Block[] {new Figures(drawings, caption)};
  }

  private static Block[] ranges(ReportPictures pictures) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Values just before they are rounded, zeros left out: weights in the steps of their channel, activations of"
                + " 128 training images. Dashed lines are the ends of the type's range; what is out saturates (or wraps"
                + " around). Much out, or most to 0, is where a precision fails."));
    pictures.ranges().forEach(picture -> blocks.add(Figures.of("", picture.drawing())));
    return blocks.toArray(Block[]::new);
  }

  private Block[] hardware(
      ReportTables tables, ReportStatements statements, ReportPictures pictures)
      throws IOException {
    List<Block> blocks = new ArrayList<>(List.of(new Paragraph(statements.hardware())));
    if (Explored.of(new ExperimentPlans(List.of(plan)), store).hasChoice()) {
      blocks.add(ExplorePage.link());
    }
    for (ReportPictures.Picture picture : pictures.hardware()) {
      blocks.add(Figures.of("", picture.drawing()));
    }
    for (String sentence : statements.misfits()) {
      blocks.add(new Paragraph(sentence));
    }
    for (String sentence : statements.exactness()) {
      blocks.add(new Paragraph(sentence));
    }
    for (Table table : tables.modules()) {
      blocks.add(new Tabular(table));
    }
    return blocks.toArray(Block[]::new);
  }

  private Block[] again(ReportTables tables) throws IOException {
    return new Block[] {
      new Details("The command", command),
      new Tabular(tables.times()),
      new Details("All settings", Json.pretty(plan.spec()))
    };
  }
}
