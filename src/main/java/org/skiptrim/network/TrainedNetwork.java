package org.skiptrim.network;

/**
 * A network of real numbers together with its parameters.
 *
 * @param parameters all that its nodes have, and no others
 */
public record TrainedNetwork(Network<RealOp> network, Parameters parameters) {

  /**
   * Checks that the parameters are those of the network.
   *
   * @throws IllegalArgumentException naming one that is missing, too many, of another shape or not
   *     finite
   */
  public TrainedNetwork {
    parameters.checkFor(network);
    parameters.checkFinite();
  }
}
