package org.skiptrim.skips;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** What is done to skip connections: pure rewrites of the graph, and where they can be applied. */
public enum Treatment {
  /** Skipper: they go. */
  REMOVE("removed", SkipConnection::in, Skipper::remove, Fading::fade),
  /** Trimmer: each becomes several that are as short as can be. */
  SHORTEN(
      "shortened",
      Trimmer::longSkips,
      (network, skip) -> Trimmer.shorten(network, skip, Trimmer.End.AFTER_RELU),
      (network, skip, weight) -> Trimmer.fade(network, skip, weight, Trimmer.End.AFTER_RELU)),
  /** Merger: each becomes several that {@link Merger#merge} can add to convolutions' weights. */
  SHORTEN_TO_MERGE(
      "shortened",
      Trimmer::longSkips,
      (network, skip) -> Trimmer.shorten(network, skip, Trimmer.End.BEFORE_RELU),
      (network, skip, weight) -> Trimmer.fade(network, skip, weight, Trimmer.End.BEFORE_RELU));

  private final String done;
  private final Function<Network<RealOp>, List<SkipConnection>> targets;
  private final BiFunction<Network<RealOp>, SkipConnection, Network<RealOp>> rewrite;
  private final Fade fade;

  Treatment(
      String done,
      Function<Network<RealOp>, List<SkipConnection>> targets,
      BiFunction<Network<RealOp>, SkipConnection, Network<RealOp>> rewrite,
      Fade fade) {
    this.done = done;
    this.targets = targets;
    this.rewrite = rewrite;
    this.fade = fade;
  }

  /** The network on the way to it, with that weight on the skip as it was. */
  private interface Fade {
    Network<RealOp> apply(Network<RealOp> network, SkipConnection skip, double weight);
  }

  /** The skips that it has not been done to, from input to output. */
  public List<SkipConnection> targets(Network<RealOp> network) {
    return targets.apply(network);
  }

  /** The network after it was done to one of the {@link #targets}. */
  public Network<RealOp> apply(Network<RealOp> network, SkipConnection skip) {
    return rewrite.apply(network, skip);
  }

  /** The network with one of the {@link #targets} at a weight between 1, as it was, and 0. */
  Network<RealOp> fade(Network<RealOp> network, SkipConnection skip, double weight) {
    return fade.apply(network, skip, weight);
  }

  /** The network after it was done to all of them. */
  public Network<RealOp> applyToAll(Network<RealOp> network) {
    Network<RealOp> rewritten = network;
    for (SkipConnection skip : targets(network)) {
      rewritten = apply(rewritten, skip);
    }
    return rewritten;
  }

  /** What histories call it: {@code removed}. */
  String done() {
    return done;
  }
}
