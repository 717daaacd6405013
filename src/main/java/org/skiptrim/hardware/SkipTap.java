package org.skiptrim.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/**
 * A skip connection that takes its pixels out of the windows of the branch's first convolution
 * (hardware module {@code tapped_window}) instead of a fork before it.
 *
 * @param convolution the branch's first one
 * @param entry the first node on the skip: what would read the fork
 * @param entryInput at which of its inputs
 * @param lead how many windows later than its own centre a pixel is sent: none, or a row and a
 *     pixel, for the skip around two convolutions
 */
record SkipTap(String convolution, String entry, int entryInput, int lead) {
  private static final Window THREE_BY_THREE = new Window(3, 1, 1);

  /** {@code Tap} in the hardware library: the windows' centre or their top left corner. */
  int tap() {
    return lead == 0 ? 1 : 2;
  }

  /**
   * For the skip that leads to an addition, if the shapes allow it: nothing but the skip and a 3×3
   * convolution read the fork, and the skip goes pixel by pixel but for the convolution's stride.
   *
   * @param skip the addition's input that ends the skip
   * @param branch the other one
   */
  static Optional<SkipTap> of(
      Network<IntegerOp> network, String fork, Node<IntegerOp> add, String skip, String branch) {
    return entry(network, fork, add, skip)
        .flatMap(
            entry ->
                convolution(network, fork, entry)
                    .map(
                        convolution ->
                            new SkipTap(
                                convolution.name(),
                                entry.node().name(),
                                entry.input(),
                                lead(network, fork, convolution, branch))));
  }

  /**
   * Where a skip begins.
   *
   * @param node the first on it
   * @param input at which of its inputs it reads the fork
   * @param stride from one of the pixels that it keeps to the next
   */
  private record Entry(Node<IntegerOp> node, int input, int stride) {}

  /** Empty if what lies on the skip does not go pixel by pixel, or leaves some out later on. */
  private static Optional<Entry> entry(
      Network<IntegerOp> network, String fork, Node<IntegerOp> add, String skip) {
    Entry entry = new Entry(add, add.inputs().indexOf(skip), 1);
    while (!reads(entry, fork)) {
      Node<IntegerOp> before = network.node(entry.node().inputs().get(entry.input()));
      Optional<Integer> stride = stride(before);
      if (before.inputs().size() != 1 || stride.isEmpty() || entry.stride() != 1) {
        return Optional.empty();
      }
      entry = new Entry(before, 0, stride.get());
    }
    return Optional.of(entry);
  }

  private static boolean reads(Entry entry, String fork) {
    return entry.node().inputs().get(entry.input()).equals(fork);
  }

  /** The only other reader of the fork, if it is a 3×3 convolution that keeps the same pixels. */
  private static Optional<Node<IntegerOp>> convolution(
      Network<IntegerOp> network, String fork, Entry entry) {
    List<Node<IntegerOp>> others =
        network.readers(fork).stream().filter(reader -> !reader.equals(entry.node())).toList();
    Optional<Window> wanted = Optional.of(THREE_BY_THREE.withStride(entry.stride()));
    return others.stream()
        .filter(node -> others.size() == 1 && node.op().window().equals(wanted))
        .filter(node -> node.op().weightType().isPresent())
        .findFirst();
  }

  /** Of what goes pixel by pixel; empty for everything else. */
  private static Optional<Integer> stride(Node<IntegerOp> node) {
    Optional<Window> window = node.op().window();
    if (window.isEmpty()) {
      return node.op().joinsPixels() ? Optional.empty() : Optional.of(1);
    }
    return window.filter(Window::isOnePixel).map(Window::stride);
  }

  /** A row and a pixel, if a second 3×3 convolution follows and looks ahead by so much. */
  private static int lead(
      Network<IntegerOp> network, String fork, Node<IntegerOp> convolution, String branch) {
    Shape shape = network.shape(fork);
    boolean waits =
        convolution.op().window().equals(Optional.of(THREE_BY_THREE))
            && isOneFurtherConvolution(network, convolution.name(), branch);
    return waits && shape.height() >= 2 ? shape.width() + 1 : 0;
  }

  /** Whether from a convolution to the branch's end the windows look ahead as one 3×3 does. */
  private static boolean isOneFurtherConvolution(
      Network<IntegerOp> network, String first, String branch) {
    int[] needs = new PixelNeeds(network, first).of(branch).orElseThrow();
    int[] further = PixelNeeds.throughOne(THREE_BY_THREE, network.shape(first));
    return Arrays.equals(needs, further);
  }
}
