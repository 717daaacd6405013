package org.skiptrim.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;

/** Writes a drawing as SVG 1.1 without ids, scripts, style sheets or references. */
final class SvgWriter implements Mark.Painter {

  private static final String FONTS = "system-ui, 'Helvetica Neue', Arial, sans-serif";

  private final Drawing drawing;
  private final StringBuilder svg = new StringBuilder();

  SvgWriter(Drawing drawing) {
    this.drawing = drawing;
  }

  String write() {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    attribute("aria-label", Markup.escape(drawing.title() + ". " + drawing.description()));
    attribute("width", drawing.width());
    attribute("height", drawing.height());
    svg.append(" viewBox=\"0 0 %d %d\"".formatted(drawing.width(), drawing.height()));
    attribute("font-family", FONTS);
    svg.append(">\n<title>").append(Markup.escape(drawing.title())).append("</title>\n<desc>");
    svg.append(Markup.escape(drawing.description())).append("</desc>\n");
    drawing.marks().forEach(mark -> mark.paint(this));
    return svg.append("</svg>\n").toString();
  }

  @Override
  public void polygon(Mark.Polygon polygon) {
    svg.append("<polygon points=\"").append(spots(polygon.spots())).append('"');
    attribute("fill", polygon.fill());
    svg.append("/>\n");
  }

  @Override
  public void group(Mark.Group group) {
    svg.append("<g><title>").append(Markup.escape(group.tooltip())).append("</title>\n");
    group.marks().forEach(mark -> mark.paint(this));
    svg.append("</g>\n");
  }

  @Override
  public void line(Mark.Line line) {
    svg.append("<polyline points=\"").append(spots(line.spots())).append("\" fill=\"none\"");
    pen(line.pen());
    svg.append(" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void curve(Mark.Curve curve) {
    String controls = spots(List.of(curve.control1(), curve.control2(), curve.to()));
    svg.append("<path d=\"M").append(spots(List.of(curve.from())));
    svg.append(" C").append(controls).append("\" fill=\"none\"");
    pen(curve.pen());
    svg.append("/>\n");
  }

  @Override
  public void dot(Mark.Dot dot) {
    svg.append("<circle");
    attribute("cx", dot.centre().x());
    attribute("cy", dot.centre().y());
    attribute("r", dot.radius());
    attribute("fill", dot.fill());
    svg.append("/>\n");
  }

  @Override
  public void box(Mark.Box box) {
    svg.append("<rect");
    attribute("x", box.x());
    attribute("y", box.y());
    attribute("width", box.width());
    attribute("height", box.height());
    attribute("rx", box.radius());
    attribute("fill", box.fill());
    pen(box.pen());
    svg.append("/>\n");
  }

  @Override
  public void label(Mark.Label label) {
    svg.append("<text");
    attribute("x", label.at().x());
    attribute("y", label.at().y());
    attribute("font-size", label.size());
    attribute("fill", label.colour());
    attribute("text-anchor", label.anchor().name().toLowerCase(Locale.ROOT));
    if (label.bold()) {
      attribute("font-weight", "600");
    }
    if (!label.upright()) {
      attribute("transform", "rotate(-90 " + spots(List.of(label.at())).replace(',', ' ') + ")");
    }
    svg.append('>').append(Markup.escape(label.text())).append("</text>\n");
  }

  private void pen(Pen pen) {
    attribute("stroke", pen.colour());
    attribute("stroke-width", pen.width());
    if (!pen.dashes().isEmpty()) {
      attribute(
          "stroke-dasharray",
          pen.dashes().stream().map(SvgWriter::number).collect(Collectors.joining(" ")));
    }
  }

  private void attribute(String name, double value) {
    attribute(name, number(value));
  }

  private void attribute(String name, String value) {
    svg.append(' ').append(name).append("=\"").append(value).append('"');
  }

  private static String spots(List<Spot> spots) {
    return spots.stream()
        .map(spot -> number(spot.x()) + "," + number(spot.y()))
        .collect(Collectors.joining(" "));
  }

  /** A hundredth of a pixel is finer than any screen, and keeps long series small. */
  private static String number(double value) {
    return Numerals.exact(
        BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).doubleValue());
  }
}
