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
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;

/** Paints a drawing. Works without a display, but not without a font. */
final class PngWriter implements Mark.Painter {

  private static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;

  private PngWriter(BufferedImage image) {
    this.image = image;
    this.graphics = image.createGraphics();
  }

  static void write(Drawing drawing, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(
            drawing.width() * SCALE, drawing.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    PngWriter writer = new PngWriter(picture);
    try {
      writer.prepare();
      drawing.marks().forEach(mark -> mark.paint(writer));
    } catch (LinkageError | InternalError e) {
      // What the JDK throws where it finds no font configuration.
      throw new IllegalStateException(
          "no fonts for " + file + "; install fontconfig and a font, or write SVG", e);
    } finally {
      writer.graphics.dispose();
    }
    // With a memory stream: any other of ImageIO's keeps a copy in the system's temporary folder.
    try (OutputStream out = Files.newOutputStream(file);
        ImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(picture, "png", image);
    }
  }

  private void prepare() {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
  }

  @Override
  public void line(Mark.Line line) {
    use(line.pen());
    graphics.draw(path(line.spots()));
  }

  @Override
  public void curve(Mark.Curve curve) {
    use(curve.pen());
    CubicCurve2D shape = new CubicCurve2D.Double();
    shape.setCurve(
        curve.from().x(), curve.from().y(),
        curve.control1().x(), curve.control1().y(),
        curve.control2().x(), curve.control2().y(),
        curve.to().x(), curve.to().y());
    graphics.draw(shape);
  }

  @Override
  public void polygon(Mark.Polygon polygon) {
    graphics.setColor(Color.decode(polygon.fill()));
    graphics.fill(path(polygon.spots()));
  }

  @Override
  public void dot(Mark.Dot dot) {
    double r = dot.radius();
    graphics.setColor(Color.decode(dot.fill()));
    graphics.fill(new Ellipse2D.Double(dot.centre().x() - r, dot.centre().y() - r, 2 * r, 2 * r));
  }

  @Override
  public void box(Mark.Box box) {
    double arc = 2 * box.radius();
    RoundRectangle2D shape =
        new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), arc, arc);
    graphics.setColor(Color.decode(box.fill()));
    graphics.fill(shape);
    use(box.pen());
    graphics.draw(shape);
  }

  @Override
  public void label(Mark.Label label) {
    AffineTransform before = graphics.getTransform();
    int style = label.bold() ? Font.BOLD : Font.PLAIN;
    Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont((float) label.size());
    graphics.setFont(font);
    graphics.setColor(Color.decode(label.colour()));
    graphics.translate(label.at().x(), label.at().y());
    if (!label.upright()) {
      graphics.rotate(-Math.PI / 2);
    }
    double width = font.getStringBounds(label.text(), graphics.getFontRenderContext()).getWidth();
    double shift =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(label.text(), (float) -shift, 0);
    graphics.setTransform(before);
  }

  @Override
  public void group(Mark.Group group) {
    group.marks().forEach(mark -> mark.paint(this));
  }

  private void use(Pen pen) {
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
