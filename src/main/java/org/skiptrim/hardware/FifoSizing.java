package org.skiptrim.hardware;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * Finds the FIFO that each skip connection needs.
 *
 * <p>Let {@code need[p]} be the pixels that must have left the fork before the branch can give
 * output pixel {@code p} (see {@link PixelNeeds}), and {@code B} the beats of a pixel. When the
 * first beat of {@code p} is added, {@code need[p]·B} beats have gone down the branch and {@code
 * p·B} beats of the skip have been used. The fork lets the branch be one beat ahead of a full skip,
 * so an identity skip is free of deadlock if and only if its FIFO holds {@code max(need[p] − p)·B −
 * 1} beats: a 3×3 convolution around a row of W pixels needs {@code (W + 2)·B − 1}. That is {@link
 * SkipPlan#minimumBeats}.
 *
 * <p>A projection has storage of its own (windows, pipelines), which is not counted: its depth
 * covers every pixel that the projection can be ahead, so it is safe but not the least. The FIFO
 * stands before the 1×1 convolution, after the pixels that a stride drops, or after its
 * requantization, wherever a pixel has fewer bits.
 */
final class FifoSizing {
  /**
   * Without slack the fork stops until the addition has taken a pixel, while each convolution of
   * the branch works on one pixel and the next is on its way to it. With room for these the fork
   * never stops before the branch does.
   */
  private static final int SLACK_PIXELS_PER_CONVOLUTION = 2;

  private final QuantizedNetwork quantized;
  private final Network network;
  private final Folding folding;

  private FifoSizing(QuantizedNetwork quantized, Folding folding) {
    this.quantized = quantized;
    this.network = quantized.network();
    this.folding = folding;
  }

  /**
   * One plan for each addition of the network.
   *
   * @throws IllegalArgumentException naming an addition of which neither input is always the first
   */
  static List<SkipPlan> plan(QuantizedNetwork quantized, Folding folding) {
    FifoSizing sizing = new FifoSizing(quantized, folding);
    List<SkipPlan> plans = new ArrayList<>();
    for (Node node : sizing.network.nodes()) {
      if (node.op() instanceof Op.Add) {
        plans.add(sizing.plan(node));
      }
    }
    return plans;
  }

  private SkipPlan plan(Node add) {
    PixelNeeds needs = new PixelNeeds(network, fork(add));
    int[][] ofInput = {
      needs.of(add.inputs().get(0)).orElseThrow(), needs.of(add.inputs().get(1)).orElseThrow()
    };
    int skip = atMost(ofInput[1], ofInput[0]) ? 1 : 0;
    if (!atMost(ofInput[skip], ofInput[1 - skip])) {
      throw new IllegalArgumentException(
          "node '"
              + add.name()
              + "': neither input is always ahead of the other; no single FIFO makes that safe");
    }
    int pixels = pixelsAhead(ofInput[1 - skip], ofInput[skip]);
    return plan(add, skip, pixels);
  }

  private SkipPlan plan(Node add, int skip, int pixels) {
    String source = add.inputs().get(skip);
    String branch = add.inputs().get(1 - skip);
    boolean identity = fork(add).equals(source);
    boolean early = !identity && projectionIsWiderThanItsInput(source);
    Node reader = early ? convolutionOf(source) : add;
    int readerInput = early ? 0 : skip;
    String stream = reader.inputs().get(readerInput);
    int beats = network.shape(stream).channels() / folding.lanes(stream);
    int minimum = Math.max(1, pixels * beats - (identity ? 1 : 0));
    int slack = SLACK_PIXELS_PER_CONVOLUTION * convolutions(fork(add), branch) * beats;
    return new SkipPlan(
        add.name(), skip, reader.name(), readerInput, identity, minimum, minimum + slack);
  }

  /** The last node that both inputs of an addition depend on: there the two paths part. */
  private String fork(Node add) {
    Set<String> first = upTo(add.inputs().get(0));
    Set<String> second = upTo(add.inputs().get(1));
    return network.nodes().stream()
        .map(Node::name)
        .filter(name -> first.contains(name) && second.contains(name))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** A node and all that it depends on. */
  private Set<String> upTo(String node) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(network.node(next).inputs());
      }
    }
    return found;
  }

  private static boolean atMost(int[] a, int[] b) {
    for (int p = 0; p < a.length; p++) {
      if (a[p] > b[p]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The most pixels that the skip has given and the addition not used when the branch gives one.
   */
  private static int pixelsAhead(int[] branchNeeds, int[] skipNeeds) {
    int most = 0;
    int given = 0;
    for (int p = 0; p < branchNeeds.length; p++) {
      while (given < skipNeeds.length && skipNeeds[given] <= branchNeeds[p]) {
        given++;
      }
      most = Math.max(most, given - p);
    }
    return most;
  }

  /** Whether the skip is one 1×1 convolution with less to store of a pixel before it than after. */
  private boolean projectionIsWiderThanItsInput(String requantize) {
    Node node = network.node(requantize);
    if (!(node.op() instanceof Op.Requantize) || !isProjection(convolutionOf(requantize))) {
      return false;
    }
    String input = convolutionOf(requantize).input();
    return pixelBits(input) <= pixelBits(requantize);
  }

  private static boolean isProjection(Node node) {
    return node.op() instanceof Op.Conv2d conv && conv.kernel() == 1 && conv.padding() == 0;
  }

  private Node convolutionOf(String requantize) {
    return network.node(network.node(requantize).input());
  }

  private int pixelBits(String node) {
    Shape shape = network.shape(node);
    return shape.channels() * quantized.range(node).bits();
  }

  /** The convolutions on the way from {@code from} to {@code to}, where it is longest. */
  private int convolutions(String from, String to) {
    if (from.equals(to) || !new PixelNeeds(network, from).reach(to)) {
      return 0;
    }
    Node node = network.node(to);
    int own = node.op() instanceof Op.Conv2d ? 1 : 0;
    return own
        + node.inputs().stream().mapToInt(input -> convolutions(from, input)).max().orElse(0);
  }
}
