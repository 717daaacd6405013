package org.skiptrim.skips;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** What is done to skip connections: a pure rewrite of the graph, and where it can be applied. */
public enum Treatment {
  /** Skipper: they go. */
  REMOVE("removed", SkipConnection::in, Skipper::remove),
  /** Trimmer: each becomes several that are as short as can be. */
  SHORTEN("shortened", Trimmer::longSkips, Trimmer::shorten);

  private final String done;
  private final Function<Network<RealOp>, List<SkipConnection>> targets;
  private final BiFunction<Network<RealOp>, SkipConnection, Network<RealOp>> rewrite;

  Treatment(
      String done,
      Function<Network<RealOp>, List<SkipConnection>> targets,
      BiFunction<Network<RealOp>, SkipConnection, Network<RealOp>> rewrite) {
    this.done = done;
    this.targets = targets;
    this.rewrite = rewrite;
  }

  /** The skips that it has not been done to, from input to output. */
  public List<SkipConnection> targets(Network<RealOp> network) {
    return targets.apply(network);
  }

  /** The network after it was done to one of the {@link #targets}. */
  public Network<RealOp> apply(Network<RealOp> network, SkipConnection skip) {
    return rewrite.apply(network, skip);
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
