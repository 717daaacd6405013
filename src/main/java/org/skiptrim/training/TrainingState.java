package org.skiptrim.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Everything that a training is between two epochs, or where one was interrupted; what follows
 * depends on nothing else, so one that goes on from a stored state ends with the same bits.
 *
 * @param trained the network as it is now
 * @param velocities the optimizer's, by parameter
 * @param history one record for each epoch so far
 * @param pending events since the last epoch
 * @param begun how far the next epoch has come; empty between two epochs
 */
public record TrainingState(
    TrainedNetwork trained,
    Parameters velocities,
    List<EpochRecord> history,
    List<String> pending,
    Optional<PartialEpoch> begun) {

  /** Copies the lists. */
  public TrainingState {
    history = List.copyOf(history);
    pending = List.copyOf(pending);
  }

  /** Before the first epoch. */
  public static TrainingState start(TrainedNetwork network) {
    return new TrainingState(
        network, new Parameters(Map.of()), List.of(), List.of(), Optional.empty());
  }

  /** How many epochs are done. */
  public int epoch() {
    return history.size();
  }

  /** The state after the graph was rewritten; what survives keeps its weights and velocities. */
  public TrainingState rewritten(UnaryOperator<Network<RealOp>> rewrite, String event) {
    Network<RealOp> network = rewrite.apply(trained.network());
    Parameters parameters = trained.parameters().restrictedTo(network);
    List<String> events = new ArrayList<>(pending);
    events.add(event);
    return new TrainingState(
        new TrainedNetwork(network, parameters),
        velocities.restrictedTo(network),
        history,
        events,
        Optional.empty());
  }

  /** The same state of the same parameters in another graph. */
  public TrainingState with(UnaryOperator<Network<RealOp>> form) {
    TrainedNetwork other = new TrainedNetwork(form.apply(trained.network()), trained.parameters());
    return new TrainingState(other, velocities, history, pending, begun);
  }

  /** The state in the middle of the next epoch. */
  TrainingState begun(TrainedNetwork now, Parameters nowVelocities, PartialEpoch epoch) {
    return new TrainingState(now, nowVelocities, history, pending, Optional.of(epoch));
  }

  /** The state after one more epoch. */
  TrainingState after(TrainedNetwork next, Parameters nextVelocities, EpochRecord record) {
    List<EpochRecord> longer = new ArrayList<>(history);
    longer.add(record);
    return new TrainingState(next, nextVelocities, longer, List.of(), Optional.empty());
  }
}
