package org.skiptrim.engine;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.skiptrim.network.Parameters;

/**
 * Stochastic gradient descent with Nesterov momentum (Sutskever et al., ICML 2013, in the form that
 * PyTorch made common): g ← g + λw; v ← μv + g; w ← w − η(g + μv).
 */
public final class Sgd implements AutoCloseable {
  private final Owned owned = new Owned();
  private final ParameterStore store;
  private final Tensor velocity;
  private final double momentum;
  private final double weightDecay;

  /**
   * For all trained parameters of a model.
   *
   * @param momentum μ
   * @param weightDecay λ
   */
  public Sgd(Model model, double momentum, double weightDecay) {
    this.store = model.parameterStore();
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    try (EngineScope scope = EngineScope.inference()) {
      this.velocity = owned.keep(torch.zeros_like(store.flat()));
    }
  }

  /**
   * Moves the parameters down their gradients and clears these.
   *
   * @param learningRate η
   */
  public void step(double learningRate) {
    try (EngineScope scope = EngineScope.inference()) {
      store.collectGradients();
      Tensor gradient = store.flatGradient();
      gradient.add_(store.flat(), new Scalar(weightDecay));
      velocity.mul_(new Scalar(momentum)).add_(gradient);
      gradient.add_(velocity, new Scalar(momentum));
      store.flat().sub_(gradient, new Scalar(learningRate));
      gradient.zero_();
      store.publish();
    }
  }

  /** The velocities, by the names of their parameters. */
  public Parameters velocities() {
    try (EngineScope scope = EngineScope.inference()) {
      return store.read(velocity);
    }
  }

  /** Takes over velocities by name: those of nodes that are gone are left out. */
  public void restore(Parameters velocities) {
    try (EngineScope scope = EngineScope.inference()) {
      store.write(velocities, velocity);
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
