package org.skiptrim.report;

import java.util.List;

/** One shape of a {@link Drawing}. Positions in its units, from the upper left corner. */
sealed interface Mark {

  /** Puts marks on something: one method for each kind, so that none is forgotten. */
  interface Painter {
    void line(Line line);

    void curve(Curve curve);

    void polygon(Polygon polygon);

    void dot(Dot dot);

    void box(Box box);

    void label(Label label);

    void group(Group group);
  }

  /** Calls the painter's method for this kind of mark. */
  void paint(Painter painter);

  /** A place. */
  record Spot(double x, double y) {}

  /**
   * How a line is drawn.
   *
   * @param dashes lengths of dash and gap in turn; empty for a solid line
   */
  record Pen(String colour, double width, List<Double> dashes) {
    static Pen solid(String colour, double width) {
      return new Pen(colour, width, List.of());
    }

    static Pen dashed(String colour, double width, double dash, double gap) {
      return new Pen(colour, width, List.of(dash, gap));
    }
  }

  /** Which part of a label stands at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A line through two or more places. */
  record Line(List<Spot> spots, Pen pen) implements Mark {
    static Line of(double x1, double y1, double x2, double y2, Pen pen) {
      return new Line(List.of(new Spot(x1, y1), new Spot(x2, y2)), pen);
    }

    @Override
    public void paint(Painter painter) {
      painter.line(this);
    }
  }

  /** A cubic Bézier curve. */
  record Curve(Spot from, Spot control1, Spot control2, Spot to, Pen pen) implements Mark {
    @Override
    public void paint(Painter painter) {
      painter.curve(this);
    }
  }

  /** A filled polygon. */
  record Polygon(List<Spot> spots, String fill) implements Mark {
    @Override
    public void paint(Painter painter) {
      painter.polygon(this);
    }
  }

  /** A filled circle. */
  record Dot(Spot centre, double radius, String fill) implements Mark {
    @Override
    public void paint(Painter painter) {
      painter.dot(this);
    }
  }

  /** A filled rectangle with rounded corners and an outline. */
  record Box(double x, double y, double width, double height, double radius, String fill, Pen pen)
      implements Mark {
    @Override
    public void paint(Painter painter) {
      painter.box(this);
    }
  }

  /**
   * A line of text, its baseline at {@code at}.
   *
   * @param size the height of its font
   * @param upright false if it runs upwards, turned by 90° to the left
   */
  record Label(
      Spot at,
      String text,
      double size,
      String colour,
      Anchor anchor,
      boolean bold,
      boolean upright)
      implements Mark {

    static Label of(double x, double y, String text, double size, String colour, Anchor anchor) {
      return new Label(new Spot(x, y), text, size, colour, anchor, false, true);
    }

    Label inBold() {
      return new Label(at, text, size, colour, anchor, true, upright);
    }

    Label turned() {
      return new Label(at, text, size, colour, anchor, bold, false);
    }

    double width() {
      return TextWidth.of(text, size, bold);
    }

    @Override
    public void paint(Painter painter) {
      painter.label(this);
    }
  }

  /** Shapes that say something when pointed at. */
  record Group(String tooltip, List<Mark> marks) implements Mark {
    public Group {
      marks = List.copyOf(marks);
    }

    @Override
    public void paint(Painter painter) {
      painter.group(this);
    }
  }
}
