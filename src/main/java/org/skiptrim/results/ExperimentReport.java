package org.skiptrim.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.report.Drawing;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.storage.AtomicFiles;

/**
 * Tells what came of an experiment, as far as it is done: {@code index.html} stands alone, {@code
 * explore.html}, too, where there are designs to choose from, {@code report.md} says the same with
 * its pictures beside it, {@code results.csv}, {@code times.csv}, {@code trials.csv} and {@code
 * epochs.csv} are for other programs, {@code tables.tex} for papers.
 */
public final class ExperimentReport {
  private final ExperimentPlan plan;
  private final RunStore store;
  private final String command;

  /**
   * A report on an experiment.
   *
   * @param arguments of the command that ran it
   */
  public ExperimentReport(ExperimentPlan plan, RunStore store, String arguments) {
    this.plan = plan;
    this.store = store;
    this.command = "skiptrim run " + arguments;
  }

  /** The page to open. */
  public Path page() {
    return file("index.html");
  }

  /**
   * Accuracy on real numbers, then the variants side by side, one table for each network, precision
   * and device.
   */
  public List<Table> tables() throws IOException {
    List<Table> tables = new ArrayList<>(List.of(new AccuracyTables(plan, store).accuracy()));
    tables.addAll(new PrecisionTables(plan, store).tables());
    tables.addAll(new ReportTables(plan, store).comparisons());
    return tables;
  }

  /**
   * What was written.
   *
   * @param files all of them
   * @param problems pictures that could not be written, and why; the pages do not need them
   */
  public record Written(List<Path> files, List<String> problems) {}

  /** Writes all files, over those of an earlier report. */
  public Written write() throws IOException {
    ReportTables tables = new ReportTables(plan, store);
    ReportPictures pictures = ReportPictures.of(plan, store);
    AccuracyTables accuracy = new AccuracyTables(plan, store);
    List<Path> written = new ArrayList<>();
    written.add(write("index.html", new ReportPage(plan, store, command).html(pictures)));
    Explored explored = Explored.of(new ExperimentPlans(List.of(plan)), store);
    if (explored.hasChoice()) {
      written.add(write(ExplorePage.NAME, ExplorePage.html(plan.spec().name(), explored)));
    }
    written.add(write("report.md", markdown(tables, pictures)));
    written.add(write("tables.tex", latex()));
    written.add(write("results.csv", tables.results().toCsv()));
    written.add(write("trials.csv", accuracy.trials().toCsv()));
    written.add(write("epochs.csv", accuracy.epochs().toCsv()));
    written.add(write("times.csv", tables.times().toCsv()));
    List<String> problems = new ArrayList<>();
    for (ReportPictures.Picture picture : pictures.all()) {
      written.add(write(picture.name() + ".svg", picture.drawing().toSvg()));
      Path png = file(picture.name() + ".png");
      try {
        picture.drawing().writePng(png);
        written.add(png);
      } catch (IOException | IllegalStateException e) { // the latter of a Java without fonts
        problems.add(png.getFileName() + " is missing: " + e.getMessage());
      }
    }
    return new Written(written, problems);
  }

  private Path write(String name, String text) throws IOException {
    AtomicFiles.write(file(name), text);
    return file(name);
  }

  private String latex() throws IOException {
    return tables().stream()
        .map(Table::toLatex)
        .collect(Collectors.joining("\n", "% needs \\usepackage{booktabs}\n\n", ""));
  }

  private String markdown(ReportTables tables, ReportPictures pictures) throws IOException {
    ReportStatements statements = new ReportStatements(plan, store);
    List<String> parts = new ArrayList<>();
    parts.add("# " + plan.spec().name());
    parts.add(plan.spec().description());
    parts.add("    " + command);
    parts.add(statements.training());
    tables().forEach(table -> parts.add(table.toMarkdown().strip()));
    parts.add(plan.spec().devices().isEmpty() ? "" : statements.hardware());
    parts.addAll(statements.misfits());
    parts.addAll(statements.exactness());
    parts.addAll(statements.changes());
    tables.modules().forEach(table -> parts.add(table.toMarkdown().strip()));
    for (ReportPictures.Picture picture : pictures.all()) {
      Drawing drawing = picture.drawing();
      parts.add("![" + drawing.title() + "](" + picture.name() + ".svg)");
    }
    new ClassTables(plan, store).tables().forEach(table -> parts.add(table.toMarkdown().strip()));
    parts.add(tables.times().toMarkdown().strip());
    parts.add(
        statements.provenance().entrySet().stream()
            .map(fact -> "- " + fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("\n")));
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n"))
        + "\n";
  }

  private Path file(String name) {
    return store.reports(plan.spec()).resolve(name);
  }
}
