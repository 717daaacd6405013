package org.skiptrim.experiment;

import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.skips.Treatment;

/** Graphs for the images of a data set. */
final class FreshNetworks {
  private FreshNetworks() {}

  /** With its skip connections. */
  static Network residual(Architecture architecture, Dataset images) {
    Shape shape = new Shape(images.channels(), images.height(), images.width());
    return ResNets.resNet(architecture, shape, images.classes().size());
  }

  /** Without: what Skipper leaves of it. */
  static Network plain(Architecture architecture, Dataset images) {
    return Treatment.REMOVE.applyToAll(residual(architecture, images));
  }
}
