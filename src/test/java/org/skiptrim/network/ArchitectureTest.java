package org.skiptrim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.storage.Json;

class ArchitectureTest {
  private static final Shape IMAGE = new Shape(3, 32, 32);

  /**
   * He et al. (arXiv 1512.03385, table 6) give 0.27, 0.46, 0.66, 0.85 and 1.7 million; with
   * zero-pad shortcuts it is exactly that.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 75290, 78042",
    "14, 172506, 175258",
    "20, 269722, 272474",
    "32, 464154, 466906",
    "44, 658586, 661338",
    "56, 853018, 855770",
    "110, 1727962, 1730714"
  })
  void parameters_areAsManyAsPublished(int depth, long zeroPad, long projection) {
    assertEquals(zeroPad, count(depth, Shortcut.ZERO_PAD, Block.BASIC));
    assertEquals(zeroPad, count(depth, Shortcut.ZERO_PAD, Block.RELU_BEFORE_ADD));
    assertEquals(projection, count(depth, Shortcut.PROJECTION, Block.BASIC));
  }

  private static long count(int depth, Shortcut shortcut, Block block) {
    Network<RealOp> network = ResNets.resNet(new Architecture(depth, shortcut, block), IMAGE, 10);
    return network.trainableCount();
  }

  @Test
  void depth_thatIsNot6nPlus2_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Architecture.ofDepth(18));
    assertThrows(IllegalArgumentException.class, () -> Architecture.ofDepth(2));
  }

  @Test
  void title_namesWhatIsUnusual() {
    assertEquals("ResNet20", Architecture.ofDepth(20).title());
    assertEquals(
        "ResNet20 zero-pad relu-before-add",
        new Architecture(20, Shortcut.ZERO_PAD, Block.RELU_BEFORE_ADD).title());
  }

  @Test
  void widths_areThoseOfTheStages() {
    Architecture narrow = new Architecture(8, Shortcut.PROJECTION, Block.BASIC, List.of(4, 8, 16));
    Network<RealOp> network = ResNets.resNet(narrow, IMAGE, 10);
    assertEquals(new Shape(4, 32, 32), network.shape("stem.relu"));
    assertEquals(new Shape(16, 8, 8), network.shape("stage3.block1.add"));
  }

  /** Steps are named by it, and those of before had no widths. */
  @Test
  void json_ofThePublishedWidths_doesNotSayThem() {
    Architecture published =
        new Architecture(20, Shortcut.PROJECTION, Block.BASIC, List.of(16, 32, 64));
    assertEquals(Architecture.ofDepth(20), published);
    assertFalse(Json.line(published).contains("widths"));
  }

  @Test
  void zeroPadShortcut_thatDropsChannels_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("s", new RealOp.ZeroPadShortcut(2, 2), "x");
    assertThrows(IllegalArgumentException.class, builder::build);
  }
}
