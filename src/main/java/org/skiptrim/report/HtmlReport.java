package org.skiptrim.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One self-contained HTML page: nothing in it is loaded from elsewhere, and no script runs. It
 * follows the reader's light or dark scheme and prints well. Immutable: {@link #figure}, {@link
 * #section} and {@link #origin} give a longer page.
 *
 * @param subtitle a sentence under the title; may be empty
 * @param keyFigures the few numbers that matter most
 * @param provenance where the figures come from, in the order given: revision, machine, seeds …
 */
public record HtmlReport(
    String title,
    String subtitle,
    List<KeyFigure> keyFigures,
    List<Section> sections,
    Map<String, String> provenance) {

  /**
   * A number that stands large at the top.
   *
   * @param value as shown, with its unit
   * @param label what it is
   * @param remark for instance what it is compared with; may be empty
   */
  public record KeyFigure(String value, String label, String remark) {}

  /** A heading and what stands below it. */
  public record Section(String heading, List<Block> blocks) {
    /** Copies. */
    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /** A part of a section. The page's template tells the kinds apart by their components' names. */
  public sealed interface Block {}

  /** Sentences. */
  public record Paragraph(String text) implements Block {}

  /** A table. */
  public record Tabular(Table table) implements Block {}

  /** Drawings side by side where there is room, with one caption; it may be empty. */
  public record Figures(List<Drawing> drawings, String caption) implements Block {
    /** Copies. */
    public Figures {
      drawings = List.copyOf(drawings);
    }

    /** Drawings with a caption. */
    public static Figures of(String caption, Drawing... drawings) {
      return new Figures(List.of(drawings), caption);
    }
  }

  /** A way to a page beside this one. */
  public record Link(String label, String href) implements Block {}

  /** Text in a fixed-width font behind a line that opens it. */
  public record Details(String summary, String code) implements Block {}

  /** Copies. */
  public HtmlReport {
    keyFigures = List.copyOf(keyFigures);
    sections = List.copyOf(sections);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A page without content. */
  public static HtmlReport of(String title, String subtitle) {
    return new HtmlReport(title, subtitle, List.of(), List.of(), Map.of());
  }

  /** This page with one more key figure. */
  public HtmlReport figure(String value, String label, String remark) {
    List<KeyFigure> more = Table.appended(keyFigures, new KeyFigure(value, label, remark));
    return new HtmlReport(title, subtitle, more, sections, provenance);
  }

  /** This page with one more section. */
  public HtmlReport section(String heading, Block... blocks) {
    Section added = new Section(heading, Arrays.asList(blocks));
    List<Section> more = Table.appended(sections, added);
    return new HtmlReport(title, subtitle, keyFigures, more, provenance);
  }

  /** This page with one more line in its footer. */
  public HtmlReport origin(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(provenance);
    more.put(key, value);
    return new HtmlReport(title, subtitle, keyFigures, sections, more);
  }

  /** The page. */
  public String toHtml() {
    return HtmlPage.write(this);
  }
}
