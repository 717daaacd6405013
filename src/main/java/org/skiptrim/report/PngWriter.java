package org.skiptrim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;

/** Paints a drawing. Works without a display, but not without a font. */
final class PngWriter {

  private static final int SCALE = 2;

  private final Drawing drawing;

  PngWriter(Drawing drawing) {
    this.drawing = drawing;
  }

  void write(Path file) throws IOException {
    BufferedImage image = image();
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }

  private BufferedImage image() {
    BufferedImage image =
        new BufferedImage(
            drawing.width() * SCALE, drawing.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(SCALE, SCALE);
      drawing.marks().forEach(mark -> paint(graphics, mark));
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static void paint(Graphics2D graphics, Mark mark) {
    if (mark instanceof Mark.Line line) {
      use(graphics, line.pen());
      graphics.draw(path(line.spots()));
    } else if (mark instanceof Mark.Curve c) {
      use(graphics, c.pen());
      graphics.draw(
          new CubicCurve2D.Double(
              c.from().x(),
              c.from().y(),
              c.control1().x(),
              c.control1().y(),
              c.control2().x(),
              c.control2().y(),
              c.to().x(),
              c.to().y()));
    } else if (mark instanceof Mark.Polygon polygon) {
      graphics.setColor(Color.decode(polygon.fill()));
      graphics.fill(path(polygon.spots()));
    } else if (mark instanceof Mark.Dot dot) {
      double r = dot.radius();
      graphics.setColor(Color.decode(dot.fill()));
      graphics.fill(new Ellipse2D.Double(dot.centre().x() - r, dot.centre().y() - r, 2 * r, 2 * r));
    } else if (mark instanceof Mark.Box box) {
      paintBox(graphics, box);
    } else if (mark instanceof Mark.Label label) {
      paintLabel(graphics, label);
    } else if (mark instanceof Mark.Group group) {
      group.marks().forEach(inner -> paint(graphics, inner));
    }
  }

  private static void paintBox(Graphics2D graphics, Mark.Box box) {
    double arc = 2 * box.radius();
    RoundRectangle2D shape =
        new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), arc, arc);
    graphics.setColor(Color.decode(box.fill()));
    graphics.fill(shape);
    use(graphics, box.pen());
    graphics.draw(shape);
  }

  private static void paintLabel(Graphics2D graphics, Mark.Label label) {
    AffineTransform before = graphics.getTransform();
    try {
      int style = label.bold() ? Font.BOLD : Font.PLAIN;
      graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) label.size()));
      graphics.setColor(Color.decode(label.colour()));
      graphics.translate(label.at().x(), label.at().y());
      if (!label.upright()) {
        graphics.rotate(-Math.PI / 2);
      }
      double width =
          graphics
              .getFont()
              .getStringBounds(label.text(), graphics.getFontRenderContext())
              .getWidth();
      double shift =
          switch (label.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
          };
      graphics.drawString(label.text(), (float) -shift, 0);
    } catch (LinkageError | InternalError e) {
      throw new IllegalStateException(
          "no fonts for PNG (" + e.getMessage() + "); install fontconfig and a font, or use SVG",
          e);
    } finally {
      graphics.setTransform(before);
    }
  }

  private static void use(Graphics2D graphics, Pen pen) {
    float[] dashes = new float[pen.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = pen.dashes().get(i).floatValue();
    }
    graphics.setColor(Color.decode(pen.colour()));
    graphics.setStroke(
        new BasicStroke(
            (float) pen.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            dashes.length == 0 ? null : dashes,
            0));
  }

  private static Path2D path(List<Spot> spots) {
    Path2D path = new Path2D.Double();
    path.moveTo(spots.get(0).x(), spots.get(0).y());
    spots.stream().skip(1).forEach(spot -> path.lineTo(spot.x(), spot.y()));
    return path;
  }
}
