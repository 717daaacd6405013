package org.skiptrim.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
import org.skiptrim.storage.Words;

/**
 * Which residual network.
 *
 * @param depth 6n+2 layers for n blocks in each of three stages: 8, 14, 20, 32, 44, 56, 110 …
 * @param shortcut where a block changes the shape
 * @param block the order within each block
 * @param widths channels of the stages, where they are not the published ones; else empty
 */
public record Architecture(
    int depth,
    Shortcut shortcut,
    Block block,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> widths) {
  private static final List<Integer> PUBLISHED = List.of(16, 32, 64);

  /** Checks depth and widths. Old files have no widths. */
  public Architecture {
    widths = widths == null || widths.equals(PUBLISHED) ? List.of() : List.copyOf(widths);
    if (depth < 8 || depth % 6 != 2) {
      throw new IllegalArgumentException(
          "depth " + depth + " is not 6n+2; use 8, 20, 32, 44, 56 or 110");
    }
    if (!widths.isEmpty()) {
      checkWidths(shortcut, widths);
    }
  }

  /** One with the published widths. */
  public Architecture(int depth, Shortcut shortcut, Block block) {
    this(depth, shortcut, block, List.of());
  }

  private static void checkWidths(Shortcut shortcut, List<Integer> widths) {
    if (widths.size() != PUBLISHED.size() || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "widths are " + widths + "; they are the channels of three stages, such as [8, 16, 32]");
    }
    for (int stage = 1; stage < widths.size() && shortcut == Shortcut.ZERO_PAD; stage++) {
      int more = widths.get(stage) - widths.get(stage - 1);
      if (more < 0 || more % 2 != 0) {
        throw new IllegalArgumentException(
            "widths are "
                + widths
                + "; shortcuts that pad with zeros want each as wide as the one before, or wider by"
                + " an even number");
      }
    }
  }

  /** The usual one: projections, ReLU after the add. */
  public static Architecture ofDepth(int depth) {
    return new Architecture(depth, Shortcut.PROJECTION, Block.BASIC);
  }

  /** The same with its ReLU in another place. */
  public Architecture with(Block other) {
    return new Architecture(depth, shortcut, other, widths);
  }

  /** Blocks in each stage. */
  public int blocks() {
    return (depth - 2) / 6;
  }

  /** Channels of each stage. */
  public List<Integer> stages() {
    return widths.isEmpty() ? PUBLISHED : widths;
  }

  /** The network, and how it differs from the usual one: {@code ResNet20 8-16-32 zero-pad}. */
  public String title() {
    String title = "ResNet" + depth;
    if (!widths.isEmpty()) {
      title += widths.stream().map(String::valueOf).collect(Collectors.joining("-", " ", ""));
    }
    title += shortcut == Shortcut.PROJECTION ? "" : " " + Words.of(shortcut);
    return block == Block.BASIC ? title : title + " " + Words.of(block);
  }
}
