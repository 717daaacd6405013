package org.skiptrim.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.report.HtmlReport;
import org.skiptrim.report.HtmlReport.Block;
import org.skiptrim.report.HtmlReport.Details;
import org.skiptrim.report.HtmlReport.Figures;
import org.skiptrim.report.HtmlReport.Paragraph;
import org.skiptrim.report.HtmlReport.Tabular;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.storage.AtomicFiles;

/**
 * One document of several experiments: their tables of tasks, then what came of each, with its
 * graphs. {@code index.html} stands alone, {@code report.md} and {@code appendix.tex} have their
 * pictures in the reports of the experiments beside it.
 */
public final class JointReport {
  private final String title;
  private final ExperimentPlans plans;
  private final RunStore store;
  private final String command;

  /**
   * A report on experiments.
   *
   * @param arguments of the command that ran them
   */
  public JointReport(String title, ExperimentPlans plans, RunStore store, String arguments) {
    this.title = title;
    this.plans = plans;
    this.store = store;
    this.command = "skiptrim run " + arguments;
  }

  /** The page to open. */
  public Path page() {
    return file("index.html");
  }

  private Path file(String name) {
    return store.reports(title).resolve(name);
  }

  /** Writes all files, over those of an earlier report; the experiments' own are written before. */
  public List<Path> write() throws IOException {
    List<Path> files = new ArrayList<>();
    Explored explored = Explored.of(plans, store);
    if (explored.hasChoice()) {
      files.add(write(ExplorePage.NAME, ExplorePage.html(title, explored)));
    }
    files.add(write("index.html", html(explored)));
    files.add(write("report.md", markdown()));
    files.add(write("appendix.tex", latex()));
    return files;
  }

  private Path write(String name, String text) throws IOException {
    AtomicFiles.write(file(name), text);
    return file(name);
  }

  private List<Table> tasks() throws IOException {
    return TaskTable.of(plans, store).stream().map(TaskTable::table).toList();
  }

  private String html(Explored explored) throws IOException {
    HtmlReport page = HtmlReport.of(title, "");
    List<Table> tasks = tasks();
    if (!tasks.isEmpty()) {
      page = page.section("Tasks", tasks.stream().map(Tabular::new).toArray(Block[]::new));
    }
    if (explored.hasChoice()) {
      page = page.section("What to choose from", ExplorePage.link());
    }
    for (ExperimentPlan plan : plans.all()) {
      page = page.section(heading(plan), blocks(plan));
    }
    return page.section("How to get this again", new Details("The command", command)).toHtml();
  }

  private static String heading(ExperimentPlan plan) {
    return plan.spec().title().isEmpty() ? plan.spec().name() : plan.spec().title();
  }

  private Block[] blocks(ExperimentPlan plan) throws IOException {
    List<Block> blocks = new ArrayList<>();
    if (!plan.spec().description().isEmpty()) {
      blocks.add(new Paragraph(plan.spec().description()));
    }
    report(plan).tables().forEach(table -> blocks.add(new Tabular(table)));
    for (ReportPictures.Picture picture : graphs(plan)) {
      blocks.add(Figures.of("", picture.drawing()));
    }
    return blocks.toArray(Block[]::new);
  }

  private ExperimentReport report(ExperimentPlan plan) {
    return new ExperimentReport(plan, store, "");
  }

  private List<ReportPictures.Picture> graphs(ExperimentPlan plan) throws IOException {
    ReportPictures pictures = ReportPictures.of(plan, store);
    List<ReportPictures.Picture> graphs = new ArrayList<>(pictures.curves());
    graphs.addAll(pictures.hardware());
    return graphs;
  }

  private String markdown() throws IOException {
    List<String> parts = new ArrayList<>(List.of("# " + title, "    " + command));
    tasks().forEach(table -> parts.add(table.toMarkdown().strip()));
    for (ExperimentPlan plan : plans.all()) {
      parts.add("## " + heading(plan));
      parts.add(plan.spec().description());
      for (Table table : report(plan).tables()) {
        parts.add(table.toMarkdown().strip());
      }
      for (ReportPictures.Picture picture : graphs(plan)) {
        parts.add("![" + picture.drawing().title() + "](" + path(plan, picture, "svg") + ")");
      }
    }
    return parts.stream()
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** Where a picture lies, from this report's folder. */
  private String path(ExperimentPlan plan, ReportPictures.Picture picture, String ending) {
    Path there = store.reports(plan.spec()).resolve(picture.name() + "." + ending);
    return page().getParent().relativize(there).toString();
  }

  private String latex() throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add("% \\input this; it needs \\usepackage{booktabs,graphicx}");
    tasks().forEach(table -> parts.add(table.toLatex()));
    for (ExperimentPlan plan : plans.all()) {
      for (Table table : report(plan).tables()) {
        parts.add(table.toLatex());
      }
      for (ReportPictures.Picture picture : graphs(plan)) {
        parts.add(
            "\\begin{figure}\n\\centering\n\\includegraphics[width=\\linewidth]{%s}\n\\end{figure}\n"
                .formatted(path(plan, picture, "png")));
      }
    }
    return String.join("\n", parts);
  }
}
