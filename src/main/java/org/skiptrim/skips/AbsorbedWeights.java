package org.skiptrim.skips;

import java.util.Arrays;
import org.skiptrim.network.Node;
import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/** The parameters of a branch that has absorbed its skip. */
final class AbsorbedWeights {
  private final AbsorbingBranch branch;
  private final TrainedNetwork trained;
  private Parameters parameters;

  private AbsorbedWeights(TrainedNetwork trained, AbsorbingBranch branch) {
    this.trained = trained;
    this.branch = branch;
    this.parameters = trained.parameters();
  }

  /** All parameters of the network, those of the branch changed. */
  static Parameters of(TrainedNetwork trained, AbsorbingBranch branch, PixelMap shortcut) {
    AbsorbedWeights weights = new AbsorbedWeights(trained, branch);
    for (Node<RealOp> node : branch.nodes()) {
      if (branch.carries(node) && node.op() instanceof RealOp.Conv2d op) {
        weights.carry(node, op);
      } else if (branch.carries(node) && node.op() instanceof RealOp.BatchNorm) {
        weights.carry(node);
      }
    }
    weights.merge(shortcut);
    return weights.parameters;
  }

  /** Reserving: a pixel of each of the fork's channels, as it is. */
  private void carry(Node<RealOp> node, RealOp.Conv2d op) {
    Kernels kernels = kernels(node, op.outputs() + branch.carried());
    for (int c = 0; c < branch.carried(); c++) {
      kernels.add(op.outputs() + c, firstCarried(node) + c, op.padding(), 1);
    }
    parameters = parameters.with(node.name(), "weight", kernels.values());
  }

  private void carry(Node<RealOp> norm) {
    with(norm, "weight", unitGain(norm));
    with(norm, "bias", 0);
    with(norm, "running_mean", 0);
    with(norm, "running_var", 1);
  }

  /** The parameter with further channels of that value. */
  private void with(Node<RealOp> norm, String name, double value) {
    double[] data = trained.parameters().get(norm.name(), name).data();
    double[] longer = Arrays.copyOf(data, data.length + branch.carried());
    Arrays.fill(longer, data.length, longer.length, value);
    parameters = parameters.with(norm.name(), name, Values.vector(longer));
  }

  /** The γ with which a batch norm of variance 1 multiplies by 1. */
  private static double unitGain(Node<RealOp> norm) {
    return Math.sqrt(1 + ((RealOp.BatchNorm) norm.op()).epsilon());
  }

  /** Merging: the last convolution has its norm's gain in its weights, and adds the shortcut. */
  private void merge(PixelMap shortcut) {
    Node<RealOp> node = branch.lastConvolution();
    RealOp.Conv2d op = (RealOp.Conv2d) node.op();
    NormGain norm = NormGain.of(branch.lastNorm(), trained.parameters());
    Kernels kernels = kernels(node, op.outputs());
    double[] offsets = norm.offsets().clone();
    for (int o = 0; o < op.outputs(); o++) {
      kernels.scale(o, norm.gains()[o]);
      offsets[o] += shortcut.offsets()[o];
      for (int c = 0; c < branch.carried(); c++) {
        kernels.add(o, firstCarried(node) + c, op.padding(), shortcut.weights()[o][c]);
      }
    }
    parameters = parameters.with(node.name(), "weight", kernels.values());
    onlyAdd(offsets);
  }

  /** What is left of the last norm. */
  private void onlyAdd(double[] offsets) {
    String name = branch.lastNorm().name();
    double[] gains = new double[offsets.length];
    double[] ones = new double[offsets.length];
    Arrays.fill(gains, unitGain(branch.lastNorm()));
    Arrays.fill(ones, 1);
    parameters =
        parameters
            .with(name, "weight", Values.vector(gains))
            .with(name, "bias", Values.vector(offsets))
            .with(name, "running_mean", Values.vector(new double[offsets.length]))
            .with(name, "running_var", Values.vector(ones));
  }

  /** Which of a convolution's inputs is the first that it finds the fork's channels at. */
  private int firstCarried(Node<RealOp> node) {
    return isFirst(node) ? 0 : trained.network().shape(node.input()).channels();
  }

  private Kernels kernels(Node<RealOp> node, int outputs) {
    int inputs = trained.network().shape(node.input()).channels();
    int further = isFirst(node) ? 0 : branch.carried();
    return Kernels.widened(
        trained.parameters().get(node.name(), "weight"), outputs, inputs + further);
  }

  /** Whether it reads the fork itself, which is what the others hand through. */
  private boolean isFirst(Node<RealOp> node) {
    return branch.nodes().get(0).equals(node);
  }
}
