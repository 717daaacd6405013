package org.skiptrim.network;

import org.skiptrim.storage.Words;

/**
 * Which residual network.
 *
 * @param depth 6n+2 layers for n blocks in each of three stages: 8, 14, 20, 32, 44, 56, 110 …
 * @param shortcut where a block changes the shape
 * @param block the order within each block
 */
public record Architecture(int depth, Shortcut shortcut, Block block) {

  /** Checks the depth. */
  public Architecture {
    if (depth < 8 || depth % 6 != 2) {
      throw new IllegalArgumentException(
          "depth " + depth + " is not 6n+2; use 8, 20, 32, 44, 56 or 110");
    }
  }

  /** The usual one: projections, ReLU after the add. */
  public static Architecture ofDepth(int depth) {
    return new Architecture(depth, Shortcut.PROJECTION, Block.BASIC);
  }

  /** Blocks in each stage. */
  public int blocks() {
    return (depth - 2) / 6;
  }

  /** The network, and how it differs from the usual one: {@code ResNet20 zero-pad}. */
  public String title() {
    String title = "ResNet" + depth;
    title += shortcut == Shortcut.PROJECTION ? "" : " " + Words.of(shortcut);
    return block == Block.BASIC ? title : title + " " + Words.of(block);
  }
}
