package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.NetworkDiagram.Arc;

class NetworkDiagramTest {

  @Test
  void draw_namesEverything() {
    String svg = residual(3).draw().toSvg();
    Xml.parse(svg);
    for (String text : List.of("ResNet", "conv", "3×3, 16 → 16", "block2.add", "1×1", "add")) {
      assertTrue(svg.contains(">" + text + "</text>"), text);
    }
    assertTrue(svg.contains("<title>skip from conv to block0.add</title>"));
  }

  @Test
  void draw_labelsApart() {
    for (int blocks : new int[] {0, 1, 3, 9, 27}) {
      Drawings.assertLabelsApart(residual(blocks).draw());
    }
  }

  @Test
  void draw_nestedArcsWithOneMiddle() {
    Drawing drawing = chain(6).arc(0, 5, "outer").arc(1, 4, "middle").arc(2, 3, "inner").draw();
    Drawings.assertLabelsApart(drawing);
    List<Double> reaches =
        Drawings.marks(drawing, Mark.Curve.class).stream().map(c -> c.control1().x()).toList();
    assertTrue(reaches.get(0) > reaches.get(1) && reaches.get(1) > reaches.get(2), "" + reaches);
  }

  @Test
  void draw_withoutArcsSaysNothingOfSkips() {
    assertFalse(chain(3).draw().toSvg().contains("skip connection</text>"));
    assertTrue(chain(3).arc(0, 2, "").draw().toSvg().contains("skip connection</text>"));
  }

  @Test
  void draw_arcEndsAtItsBox() {
    Drawing drawing = chain(3).arc(0, 2, "").draw();
    Mark.Box last = Drawings.marks(drawing, Mark.Box.class).get(2);
    Mark.Curve arc = Drawings.marks(drawing, Mark.Curve.class).get(0);
    assertTrue(arc.to().y() > last.y() && arc.to().y() < last.y() + last.height());
    assertEquals(last.x() + last.width(), arc.to().x(), 6);
  }

  @Test
  void draw_sameColoursWithFewerKinds() {
    String dense = Palette.box(2);
    NetworkDiagram diagram = NetworkDiagram.of("t", "conv", "add", "dense");
    Drawing drawing = diagram.box("d", "", "dense").draw();
    assertEquals(dense, Drawings.marks(drawing, Mark.Box.class).get(0).pen().colour());
  }

  @Test
  void starts_breaksWhereArcsMeet() {
    // 30 boxes: conv, 9 blocks of 3, pool, dense; breaks only after an add.
    assertEquals(List.of(0, 10, 19), DiagramLayout.starts(residual(9)));
  }

  @Test
  void starts_shortChainIsOneColumn() {
    assertEquals(List.of(0), DiagramLayout.starts(residual(3)));
  }

  @Test
  void starts_neverUnderAnArc() {
    assertEquals(List.of(0), DiagramLayout.starts(chain(30).arc(0, 29, "all")));
  }

  @Test
  void lanes_chainedArcsShareOne() {
    assertEquals(
        List.of(0, 0, 1),
        Lanes.of(List.of(new Arc(0, 2, ""), new Arc(2, 4, ""), new Arc(1, 3, ""))));
  }

  @Test
  void box_ofUnknownKind() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> chain(1).box("x", "", "pool"));
    assertEquals("box 'x' is of kind 'pool'; the diagram has [conv]", error.getMessage());
  }

  @Test
  void arc_thatDoesNotLeadDown() {
    assertThrows(IllegalArgumentException.class, () -> chain(3).arc(2, 2, ""));
    assertThrows(IllegalArgumentException.class, () -> chain(3).arc(0, 3, ""));
    assertThrows(IllegalArgumentException.class, () -> chain(3).arc(-1, 2, ""));
  }

  private static NetworkDiagram chain(int boxes) {
    NetworkDiagram diagram = NetworkDiagram.of("chain", "conv");
    for (int i = 0; i < boxes; i++) {
      diagram = diagram.box("box" + i, "", "conv");
    }
    return diagram;
  }

  private static NetworkDiagram residual(int blocks) {
    NetworkDiagram diagram =
        NetworkDiagram.of("ResNet", "convolution", "add", "other")
            .box("conv", "3×3, 3 → 16", "convolution");
    for (int b = 0; b < blocks; b++) {
      int add = diagram.boxes().size() + 2;
      diagram =
          diagram
              .box("block" + b + ".conv0", "3×3, 16 → 16", "convolution")
              .box("block" + b + ".conv1", "3×3, 16 → 16", "convolution")
              .box("block" + b + ".add", "", "add")
              .arc(add - 3, add, b == 1 ? "1×1" : "");
    }
    return diagram.box("pool", "8×8", "other").box("dense", "64 → 10", "other");
  }
}
