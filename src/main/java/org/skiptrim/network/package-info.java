/**
 * What a network is: an immutable graph ({@link org.skiptrim.network.Network}), apart from it the
 * numbers it computes with ({@link org.skiptrim.network.Parameters}), and both together ({@link
 * org.skiptrim.network.TrainedNetwork}). {@link org.skiptrim.network.ResNets} builds the published
 * ones.
 */
package org.skiptrim.network;
