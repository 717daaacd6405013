package org.skiptrim.quantization;

import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

/**
 * Rounds a layer's weights one after another, and lets those that are left make up for each one's
 * error, as far as its inputs go together with theirs (Frantar et al., GPTQ, arXiv 2210.17323,
 * algorithm 1 without blocks): the layer's outputs stay closer to what they were than with each
 * weight rounded to its nearest.
 */
final class ErrorFeedback {
  /** Added to the diagonal, as a share of its mean, so that inputs that are always 0 do no harm. */
  private static final double DAMPING = 0.01;

  private ErrorFeedback() {}

  /**
   * The weights on their grid.
   *
   * @param weight outputs × inputs
   * @param products Σ x·xᵀ of the inputs, row by row
   * @param units the step of each output's grid
   */
  static Values rounded(Values weight, double[] products, double[] units, FixedPoint type) {
    int outputs = weight.shape().get(0);
    int inputs = weight.data().length / outputs;
    double[][] factor = upperFactorOfInverse(products, inputs);
    double[] left = weight.data().clone();
    double[] rounded = new double[left.length];
    for (int output = 0; output < outputs; output++) {
      int row = output * inputs;
      for (int i = 0; i < inputs; i++) {
        double unit = units[output];
        double nearest = type.narrow((long) type.rounding().round(left[row + i] / unit)) * unit;
        rounded[row + i] = nearest;
        double error = (left[row + i] - nearest) / factor[i][i];
        for (int j = i + 1; j < inputs; j++) {
          left[row + j] -= error * factor[i][j];
        }
      }
    }
    return new Values(weight.shape(), rounded);
  }

  /** The upper triangle U with UᵀU = (products + damping)⁻¹. */
  private static double[][] upperFactorOfInverse(double[] products, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += products[i * n + i];
    }
    double damping = trace == 0 ? 1 : DAMPING * trace / n;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = products[i * n + j] + (i == j ? damping : 0);
      }
    }
    return transposed(lowerFactor(inverse(lowerFactor(matrix))));
  }

  /** Cholesky: the lower triangle L with L·Lᵀ = matrix. */
  private static double[][] lowerFactor(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    return lower;
  }

  /** (L·Lᵀ)⁻¹ = MᵀM with M = L⁻¹. */
  private static double[][] inverse(double[][] lower) {
    int n = lower.length;
    double[][] columns = new double[n][n]; // of M, each a row here
    for (int column = 0; column < n; column++) {
      for (int i = column; i < n; i++) {
        double sum = i == column ? 1 : 0;
        for (int k = column; k < i; k++) {
          sum -= lower[i][k] * columns[column][k];
        }
        columns[column][i] = sum / lower[i][i];
      }
    }
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < n; k++) {
          sum += columns[i][k] * columns[j][k];
        }
        inverse[i][j] = sum;
        inverse[j][i] = sum;
      }
    }
    return inverse;
  }

  private static double[][] transposed(double[][] matrix) {
    int n = matrix.length;
    double[][] transposed = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        transposed[i][j] = matrix[j][i];
      }
    }
    return transposed;
  }
}
