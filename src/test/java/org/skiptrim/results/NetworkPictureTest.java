package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.skips.Skipper;

class NetworkPictureTest {
  private final Network<RealOp> residual = ResNets.resNet(14, new Shape(3, 32, 32), 10);

  private static String svg(Network<RealOp> network) {
    return NetworkPicture.of("a network", network).toSvg();
  }

  private static long count(String svg, String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(svg).results().count();
  }

  @Test
  void of_residual_hasABoxForEachLayerOnTheLongPath() {
    String svg = svg(residual);
    assertTrue(svg.contains(">stage3.block2.2<"));
    assertTrue(svg.contains(">3×3, 16 → 32, stride 2<"));
    assertTrue(svg.contains(">10 logits<"));
    assertFalse(svg.contains("shortcut"), "a projection is an arc, not a box");
    assertEquals(2, count(svg, ">1×1<"), "two stages begin with a projection");
  }

  @Test
  void of_partlyTrimmed_hasTheArcsThatAreLeft() {
    Network<RealOp> network = residual;
    for (int i = 0; i < 3; i++) {
      network = Skipper.remove(network, SkipConnection.in(network).get(0));
    }
    String svg = svg(network);
    assertFalse(svg.contains(">stage2.block1.add<"));
    assertTrue(svg.contains(">stage2.block2.add<"));
    assertEquals(1, count(svg, ">1×1<"));
  }
}
