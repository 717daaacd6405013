package org.skiptrim.skips;

import org.skiptrim.network.TrainedNetwork;

/**
 * Shortens a skip connection so far that the convolutions beside it can take it over. While the
 * network learns it has a skip around each convolution, which lets a deep one learn; afterwards
 * {@link Absorber} adds each to the weights that it goes around, and none is left: a plain network
 * of the same size that computes the same (the parameterization of DiracNets, Zagoruyko and
 * Komodakis, arXiv 1706.00388; structural re-parameterization, RepVGG, Ding et al., arXiv
 * 2101.03697).
 *
 * <pre>
 *   have:     fork ─▶ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ─▶ add ─▶ relu
 *               └────────────────(shortcut)────────────────────┘
 *
 *   learned:  fork ─▶ conv ─▶ norm ─▶ add ─▶ relu ─▶ conv ─▶ norm ─▶ add ─▶ relu
 *               └──────(shortcut)──────┘       └──────────────────────┘
 *
 *   merged:   fork ─▶ conv + shortcut ─▶ relu ─▶ conv + identity ─▶ relu
 * </pre>
 */
public final class Merger {
  private Merger() {}

  /**
   * The network that has learned with short skips, without them.
   *
   * @throws IllegalArgumentException if there is a skip that cannot be merged, saying why
   */
  public static TrainedNetwork merge(TrainedNetwork learned) {
    return Absorber.absorbAll(learned);
  }
}
