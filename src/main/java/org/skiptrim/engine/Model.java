package org.skiptrim.engine;

import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.Words;

/** A network with parameters that the engine holds and can change. Close it to free them. */
public final class Model implements AutoCloseable {
  private final Network<RealOp> network;
  private final ParameterStore store;

  private Model(TrainedNetwork start, boolean training, Arithmetic arithmetic) {
    this.network = start.network();
    try (EngineScope scope = EngineScope.inference()) {
      this.store = new ParameterStore(network, start.parameters(), training, arithmetic);
    }
  }

  /** A model to be trained in 32 bits; it starts from a copy of the parameters. */
  public static Model trainable(TrainedNetwork start) {
    return trainable(start, Arithmetic.FP32);
  }

  /**
   * A model to be trained; it starts from a copy of the parameters.
   *
   * @throws IllegalArgumentException if the network rounds to a type that {@code arithmetic} does
   *     not hold
   */
  public static Model trainable(TrainedNetwork start, Arithmetic arithmetic) {
    if (arithmetic.orMoreFor(start.network()) != arithmetic) {
      throw new IllegalArgumentException(
          Words.of(arithmetic)
              + " does not hold the integers that this network rounds to; use fp32");
    }
    return new Model(start, true, arithmetic);
  }

  /** A model that only computes, as the network is; {@link InferenceModel} is faster. */
  public static Model frozen(TrainedNetwork network) {
    return new Model(network, false, Arithmetic.FP32);
  }

  /** The graph. */
  public Network<RealOp> network() {
    return network;
  }

  /** The logits of a batch; batch norm uses, and updates, the statistics of the batch. */
  public Value forwardTraining(Value images) {
    return forwardTraining(images, Set.of()).logits();
  }

  /**
   * The same with the feature maps of some nodes.
   *
   * @param features names of nodes
   */
  public Outputs forwardTraining(Value images, Set<String> features) {
    return new Forward(network, store, images.tensor(), true, features).run();
  }

  /** The logits of a batch; batch norm uses its running statistics. */
  public Value forward(Value images) {
    return forward(images, Set.of()).logits();
  }

  /**
   * The same with the feature maps of some nodes.
   *
   * @param features names of nodes
   */
  public Outputs forward(Value images, Set<String> features) {
    return new Forward(network, store, images.tensor(), false, features).run();
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
