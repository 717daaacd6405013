package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * Finds the FIFO that each skip connection needs.
 *
 * <p>Let {@code need[p]} be the pixels that must have left the fork before the branch can give
 * output pixel {@code p} (see {@link PixelNeeds}), and {@code B} the beats of a pixel. When the
 * first beat of {@code p} is added, {@code need[p]·B} beats have gone down the branch and {@code
 * p·B} beats of the skip have been used. The fork lets the branch be one beat ahead of a full skip,
 * so an identity skip is free of deadlock if and only if its FIFO holds {@code max(need[p] − p)·B −
 * 1} beats: around one 3×3 convolution of rows of W pixels, {@code (W + 2)·B − 1}. That is {@link
 * SkipPlan#minimumBeats}.
 *
 * <p>With no more than that the fork stops whenever the branch is late, so the design is slow. The
 * depth used, {@link SkipPlan#beats}, is what the skip holds while all layers are busy all the time
 * ({@link PixelPace}).
 *
 * <p>A projection has storage of its own (windows, pipelines), which is not counted: its depth
 * covers every pixel that the projection can be ahead, so it is safe but not the least. The FIFO
 * stands before the 1×1 convolution or the channels of zeros, after the pixels that a stride drops,
 * or after its requantization, wherever a pixel has fewer bits.
 *
 * <p>Where the line buffer of the branch's first convolution sends the pixels ({@link SkipTap}),
 * what counts is how far its windows are ahead of the addition: {@code W + 2} pixels around two 3×3
 * convolutions if each window sends its centre, and one pixel if it sends its top left tap. A
 * window that cannot send its pixel stops the convolution, so that whole pixels count; and since a
 * pixel's beats come in cycles one after the other, the FIFO stands before anything that might take
 * them more slowly.
 */
final class FifoSizing {
  private final SkipSource source;
  private final SkipCost cost;
  private final QuantizedNetwork quantized;
  private final Network<IntegerOp> network;
  private final Folding folding;
  private final Latency latency;
  private final long cyclesPerFrame;

  private FifoSizing(QuantizedNetwork quantized, Folding folding, HardwareStyle style) {
    this.source = style.skips();
    this.cost = new SkipCost(quantized, folding, style.memories());
    this.quantized = quantized;
    this.network = quantized.network();
    this.folding = folding;
    this.latency = new Latency(new Requantization(quantized, folding, style.memories()));
    this.cyclesPerFrame = folding.cyclesPerFrame(quantized);
  }

  /**
   * One plan for each addition of the network.
   *
   * @throws IllegalArgumentException naming an addition of which neither input is always the first
   */
  static List<SkipPlan> plan(QuantizedNetwork quantized, Folding folding, HardwareStyle style) {
    FifoSizing sizing = new FifoSizing(quantized, folding, style);
    List<SkipPlan> plans = new ArrayList<>();
    for (Node<IntegerOp> node : sizing.network.nodes()) {
      if (node.op() instanceof IntegerOp.Add) {
        plans.add(sizing.plan(node));
      }
    }
    return plans;
  }

  private SkipPlan plan(Node<IntegerOp> add) {
    String fork = fork(add);
    int skipInput = skipInput(add, fork, new PixelNeeds(network, fork));
    String skip = add.inputs().get(skipInput);
    String branch = add.inputs().get(1 - skipInput);
    SkipPlan forked = plan(add, fork, skipInput, Optional.empty());
    if (source == SkipSource.FORK) {
      return forked;
    }
    return SkipTap.of(network, fork, add, skip, branch)
        .map(tap -> plan(add, fork, skipInput, Optional.of(tap)))
        .filter(tapped -> source != SkipSource.CHEAPEST || isCheaper(tapped, forked, fork))
        .orElse(forked);
  }

  private boolean isCheaper(SkipPlan tapped, SkipPlan forked, String fork) {
    return cost.of(tapped, fork) < cost.of(forked, fork);
  }

  private SkipPlan plan(Node<IntegerOp> add, String fork, int skipInput, Optional<SkipTap> tap) {
    String skip = add.inputs().get(skipInput);
    String branch = add.inputs().get(1 - skipInput);
    boolean identity = fork.equals(skip);
    Node<IntegerOp> reader =
        tap.map(t -> network.node(t.entry()))
            .or(() -> identity ? Optional.empty() : smallerBefore(skip))
            .orElse(add);
    int readerInput = reader.equals(add) ? skipInput : 0;
    String held = reader.inputs().get(readerInput);
    int lanes =
        tap.map(t -> folding.fold(t.convolution()).simd()).orElseGet(() -> folding.lanes(held));
    int beats = network.shape(held).channels() / lanes;
    Depth pixels = tap.map(t -> tapped(t, branch)).orElseGet(() -> forked(fork, skip, branch));
    int ahead = identity && tap.isEmpty() ? 1 : 0; // the branch's beat that a fork lets pass
    int minimum = Math.max(1, pixels.least() * beats - ahead);
    int depth = Math.max(minimum, pixels.paced() * beats);
    return new SkipPlan(
        add.name(), skipInput, reader.name(), readerInput, identity, minimum, depth, beats, tap);
  }

  /**
   * Pixels that a skip has to hold.
   *
   * @param least so that the design cannot deadlock
   * @param paced so that it is as fast as its slowest layer
   */
  private record Depth(int least, int paced) {}

  private Depth forked(String fork, String skip, String branch) {
    PixelNeeds needs = new PixelNeeds(network, fork);
    int[] branchNeeds = needs.of(branch).orElseThrow();
    int[] skipNeeds = needs.of(skip).orElseThrow();
    PixelPace pace = new PixelPace(network, latency, fork, cyclesPerFrame);
    return new Depth(
        pixelsHeld(p -> branchNeeds[p], skipNeeds, fork),
        pixelsHeld(p -> pace.time(branch, p), skipNeeds, fork));
  }

  /** What the windows that have begun have sent, and the addition has not used. */
  private Depth tapped(SkipTap tap, String branch) {
    int[] windowsNeeded = new PixelNeeds(network, tap.convolution()).of(branch).orElseThrow();
    PixelPace pace = new PixelPace(network, latency, tap.convolution(), cyclesPerFrame);
    double begun = pace.latency(tap.convolution()) + 1; // so much before the window's sums leave
    int least = 1;
    int paced = 1;
    for (int p = 0; p < windowsNeeded.length; p++) {
      least = Math.max(least, windowsNeeded[p] - tap.lead() - p);
      paced = Math.max(paced, (int) (pace.time(branch, p) + begun) - tap.lead() - p);
    }
    return new Depth(least, Math.max(least, paced));
  }

  private String fork(Node<IntegerOp> add) {
    return network.fork(add.inputs().get(0), add.inputs().get(1));
  }

  /** Which input of an addition comes first, pixel by pixel, and has to wait for the other. */
  private static int skipInput(Node<IntegerOp> add, String fork, PixelNeeds needs) {
    int[] first = needs.of(add.inputs().get(0)).orElseThrow();
    int[] second = needs.of(add.inputs().get(1)).orElseThrow();
    // A branch of 1×1 convolutions needs no more than an identity, yet takes its time.
    if (add.inputs().get(0).equals(fork) || !atMost(second, first)) {
      if (!atMost(first, second)) {
        throw new IllegalArgumentException(
            "node '"
                + add.name()
                + "': neither input is always ahead of the other; no single FIFO makes that safe");
      }
      return 0;
    }
    return 1;
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
   *
   * @param branchTime how many of the fork's pixels have passed when the branch gives pixel p; may
   *     go into the next images
   * @param skipNeeds how many must have passed for each of the skip's pixels
   */
  private int pixelsHeld(IntToDoubleFunction branchTime, int[] skipNeeds, String fork) {
    int forkPixels = network.shape(fork).pixels();
    int most = 0;
    int given = 0;
    for (int p = 0; p < skipNeeds.length; p++) {
      double passed = branchTime.applyAsDouble(p);
      while (skipNeeds[given % skipNeeds.length] + given / skipNeeds.length * forkPixels
          <= passed) {
        given++;
      }
      most = Math.max(most, given - p);
    }
    return most;
  }

  /**
   * What the skip ends with, but for a requantization, if that is a shortcut that has no more bits
   * a pixel before than after: a 1×1 convolution, or channels of zeros.
   */
  private Optional<Node<IntegerOp>> smallerBefore(String skip) {
    Node<IntegerOp> end = network.node(skip);
    boolean narrows = end.op().resultType().isPresent();
    return Optional.of(narrows ? network.node(end.input()) : end)
        .filter(node -> node.op().window().filter(Window::isOnePixel).isPresent())
        .filter(node -> pixelBits(node.input()) <= pixelBits(skip));
  }

  private int pixelBits(String node) {
    Shape shape = network.shape(node);
    return shape.channels() * quantized.range(node).bits();
  }
}
