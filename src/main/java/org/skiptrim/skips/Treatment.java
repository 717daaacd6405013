package org.skiptrim.skips;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.skiptrim.network.Network;

/** What is done to skip connections: a pure rewrite of the graph, and where it can be applied. */
public enum Treatment {
  /** Skipper: they go. */
  REMOVE("removed", SkipConnection::in, Skipper::remove),
  /** Trimmer: each becomes several that are as short as can be. */
  SHORTEN("shortened", Trimmer::longSkips, Trimmer::shorten);

  private final String done;
  private final Function<Network, List<SkipConnection>> targets;
  private final BiFunction<Network, SkipConnection, Network> rewrite;

  Treatment(
      String done,
      Function<Network, List<SkipConnection>> targets,
      BiFunction<Network, SkipConnection, Network> rewrite) {
    this.done = done;
    this.targets = targets;
    this.rewrite = rewrite;
  }

  /** The skips that it has not been done to, from input to output. */
  public List<SkipConnection> targets(Network network) {
    return targets.apply(network);
  }

  /** The network after it was done to one of the {@link #targets}. */
  public Network apply(Network network, SkipConnection skip) {
    return rewrite.apply(network, skip);
  }

  /** The network after it was done to all of them. */
  public Network applyToAll(Network network) {
    Network rewritten = network;
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
