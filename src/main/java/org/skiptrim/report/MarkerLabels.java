package org.skiptrim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.skiptrim.report.LineChart.Marker;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;

/**
 * Markers' lines through the plot and their labels in a band above it. Labels lie where they find
 * room side by side; else they run upwards, moved apart, each led to its line. Where even that is
 * too much, only every second (third, …) of the most frequent kind is labelled; all can be pointed
 * at.
 */
final class MarkerLabels {

  private static final double SIZE = 10.5;
  private static final double ROW = 12;
  private static final double LEAD = 14;
  private static final double LONGEST = 120;

  private final List<Marker> markers;
  private final List<Marker> named;
  private final DoubleUnaryOperator placeX;
  private final double left;
  private final boolean lying;
  private final List<Marker> labelled;

  /** {@code placeX} gives the pixels of an x, {@code left} where the plot begins. */
  MarkerLabels(List<Marker> unsorted, DoubleUnaryOperator placeX, double left) {
    this.markers = unsorted.stream().sorted(Comparator.comparingDouble(Marker::x)).toList();
    this.named = markers.stream().filter(marker -> !marker.label().isEmpty()).toList();
    this.placeX = placeX;
    this.left = left;
    this.lying = fitLying();
    this.labelled = lying ? named : thinned((int) ((Frame.RIGHT - left) / ROW));
  }

  private boolean fitLying() {
    double free = left;
    for (Marker marker : named) {
      double half = width(marker.label()) / 2;
      if (line(marker) - half < free || line(marker) + half > Frame.RIGHT) {
        return false;
      }
      free = line(marker) + half + 8;
    }
    return true;
  }

  /** At most {@code room} markers, if the kinds that aren't the most frequent find room in it. */
  private List<Marker> thinned(int room) {
    Map<String, Long> counts =
        named.stream().collect(Collectors.groupingBy(Marker::kind, Collectors.counting()));
    long most = counts.values().stream().max(Long::compare).orElse(0L);
    long roomForMost = Math.max(1, room - (named.size() - most));
    long stride = (most + roomForMost - 1) / roomForMost;
    List<Marker> kept = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Marker marker : named) {
      int index = seen.merge(marker.kind(), 1, Integer::sum) - 1;
      if (counts.getOrDefault(marker.kind(), 0L) < most || index % stride == 0) {
        kept.add(marker);
      }
    }
    return kept;
  }

  /** What the band needs. */
  double height() {
    if (named.isEmpty()) {
      return 0;
    }
    double longest = named.stream().mapToDouble(m -> width(text(m))).max().orElse(0);
    return lying ? ROW : longest + LEAD;
  }

  /**
   * The lines from {@code top} to {@code bottom} of the plot and the labels above.
   *
   * @param kind the place of a marker's kind in the palette
   */
  List<Mark> marks(double top, double bottom, ToIntFunction<Marker> kind) {
    List<Mark> marks = new ArrayList<>();
    for (Marker marker : markers) {
      double x = line(marker);
      Mark line = Mark.Line.of(x, top, x, bottom, pen(kind.applyAsInt(marker)));
      marks.add(new Mark.Group(tooltip(marker), List.of(line)));
    }
    List<Double> places =
        Spread.apart(labelled.stream().map(this::line).toList(), ROW, left, Frame.RIGHT);
    for (int i = 0; i < labelled.size(); i++) {
      Marker marker = labelled.get(i);
      String colour = Palette.marker(kind.applyAsInt(marker));
      List<Mark> label =
          lying ? lying(marker, top, colour) : led(marker, places.get(i), top, colour);
      marks.add(new Mark.Group(tooltip(marker), label));
    }
    return marks;
  }

  /** The line of a kind of marker: paler than its label, so that many don't hide the curves. */
  static Pen pen(int kind) {
    return Pen.dashed(Palette.tint(Palette.marker(kind), 0.65), 1, kind == 0 ? 2 : 6, 3);
  }

  private List<Mark> lying(Marker marker, double top, String colour) {
    return List.of(Label.of(line(marker), top - 5, text(marker), SIZE, colour, Anchor.MIDDLE));
  }

  private List<Mark> led(Marker marker, double place, double top, String colour) {
    double x = line(marker);
    List<Spot> lead =
        List.of(new Spot(x, top), new Spot(x, top - 2), new Spot(place, top - LEAD + 3));
    double baseline = place + SIZE / 3;
    return List.of(
        new Mark.Line(lead, Pen.solid(colour, 0.75)),
        Label.of(baseline, top - LEAD, text(marker), SIZE, colour, Anchor.START).turned());
  }

  private double line(Marker marker) {
    return placeX.applyAsDouble(marker.x());
  }

  private static String tooltip(Marker marker) {
    return marker.label().isEmpty() ? marker.kind() : marker.kind() + ": " + marker.label();
  }

  private static String text(Marker marker) {
    return TextWidth.cut(marker.label(), SIZE, LONGEST);
  }

  private static double width(String text) {
    return TextWidth.of(text, SIZE, false);
  }
}
