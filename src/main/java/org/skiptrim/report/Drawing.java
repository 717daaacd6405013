package org.skiptrim.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture with everything at its place: what a chart or diagram looks like. Dark on white, so it
 * belongs on a white ground.
 */
public final class Drawing {

  private final int width;
  private final int height;
  private final String title;
  private final String description;
  private final List<Mark> marks;

  /** {@code description} says in a sentence what there is to see, for who can't. */
  Drawing(double width, double height, String title, String description, List<Mark> marks) {
    this.width = (int) Math.ceil(width);
    this.height = (int) Math.ceil(height);
    this.title = title;
    this.description = description;
    this.marks = List.copyOf(marks);
  }

  /** In CSS pixels, at which its letters have the size of a page's. */
  public int width() {
    return width;
  }

  /** In CSS pixels, at which its letters have the size of a page's. */
  public int height() {
    return height;
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  /**
   * An {@code svg} element that scales with its place and stands alone as a file, too. Letters stay
   * text; nothing in it refers to another element, so a page can hold many.
   */
  public String toSvg() {
    return new SvgWriter(this).write();
  }

  /**
   * Writes a PNG file of twice its width and height, on white.
   *
   * @throws IOException if the file can't be written
   * @throws IllegalStateException if this machine has no fonts
   */
  public void writePng(Path file) throws IOException {
    PngWriter.write(this, file);
  }

  String description() {
    return description;
  }

  List<Mark> marks() {
    return marks;
  }
}
