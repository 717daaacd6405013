package org.skiptrim.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
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
    Node<IntegerOp> entry = add;
    int entryInput = add.inputs().indexOf(skip);
    int steps = 1;
    while (!entry.inputs().get(entryInput).equals(fork)) {
      entry = network.node(entry.inputs().get(entryInput));
      entryInput = 0;
      if (entry.inputs().size() != 1 || stride(entry).isEmpty()) {
        return Optional.empty();
      }
      steps *= entry.input().equals(fork) ? 1 : stride(entry).get();
    }
    int stride = entry.equals(add) ? 1 : stride(entry).orElseThrow();
    Optional<Node<IntegerOp>> convolution = onlyOther(network, fork, entry);
    Optional<Window> window = convolution.flatMap(node -> node.op().window());
    boolean fits = window.filter(THREE_BY_THREE.withStride(stride)::equals).isPresent();
    if (!fits || steps != 1) {
      return Optional.empty();
    }
    String first = convolution.orElseThrow().name();
    int lead =
        stride == 1 && isOneFurtherConvolution(network, first, branch) ? lead(network, fork) : 0;
    return Optional.of(new SkipTap(first, entry.name(), entryInput, lead));
  }

  /** Of what goes pixel by pixel; empty for everything else. */
  private static Optional<Integer> stride(Node<IntegerOp> node) {
    Optional<Window> window = node.op().window();
    if (window.isEmpty()) {
      return node.op().joinsPixels() ? Optional.empty() : Optional.of(1);
    }
    return window.filter(Window::isOnePixel).map(Window::stride);
  }

  private static Optional<Node<IntegerOp>> onlyOther(
      Network<IntegerOp> network, String fork, Node<IntegerOp> entry) {
    List<Node<IntegerOp>> others =
        network.readers(fork).stream().filter(reader -> !reader.equals(entry)).toList();
    return others.stream().filter(node -> others.size() == 1).findFirst();
  }

  /** Whether from a convolution to the branch's end the windows look ahead as one 3×3 does. */
  private static boolean isOneFurtherConvolution(
      Network<IntegerOp> network, String first, String branch) {
    int[] needs = new PixelNeeds(network, first).of(branch).orElseThrow();
    int[] further = PixelNeeds.throughOne(THREE_BY_THREE, network.shape(first));
    return Arrays.equals(needs, further);
  }

  private static int lead(Network<IntegerOp> network, String fork) {
    return network.shape(fork).height() < 2 ? 0 : network.shape(fork).width() + 1;
  }
}
