package org.skiptrim.engine;

import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.TrainedNetwork;

/** A network with parameters that the engine holds and can change. Close it to free them. */
public final class Model implements AutoCloseable {
  private final Network network;
  private final ParameterStore store;

  private Model(TrainedNetwork start, boolean training) {
    this.network = start.network();
    try (EngineScope scope = EngineScope.inference()) {
      this.store = new ParameterStore(network, start.parameters(), training);
    }
  }

  /** A model to be trained; it starts from a copy of the parameters. */
  public static Model trainable(TrainedNetwork start) {
    return new Model(start, true);
  }

  /** A model that only computes: a teacher, or one to be evaluated. */
  public static Model frozen(TrainedNetwork network) {
    return new Model(network, false);
  }

  /** The graph. */
  public Network network() {
    return network;
  }

  /** The logits of a batch; batch norm uses, and updates, the statistics of the batch. */
  public Value forwardTraining(Value images) {
    return new Value(Forward.run(network, store, images.tensor(), true));
  }

  /** The logits of a batch; batch norm uses its running statistics. */
  public Value forward(Value images) {
    return new Value(Forward.run(network, store, images.tensor(), false));
  }

  /** A copy of the parameters as they are now. */
  public Parameters parameters() {
    try (EngineScope scope = EngineScope.inference()) {
      return store.read();
    }
  }

  /** The graph with a copy of the parameters as they are now. */
  public TrainedNetwork snapshot() {
    return new TrainedNetwork(network, parameters());
  }

  ParameterStore parameterStore() {
    return store;
  }

  @Override
  public void close() {
    store.close();
  }
}
