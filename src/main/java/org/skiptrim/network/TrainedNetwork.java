package org.skiptrim.network;

/** A network together with its parameters. */
public record TrainedNetwork(Network network, Parameters parameters) {}
