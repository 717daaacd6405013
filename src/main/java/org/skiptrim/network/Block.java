package org.skiptrim.network;

/** The order within a residual block. */
public enum Block {
  /** conv, norm, ReLU, conv, norm, add, ReLU (He et al., arXiv 1512.03385). */
  BASIC,
  /**
   * conv, norm, ReLU, conv, norm, ReLU, add: what Trimmer starts from (Tailor, arXiv 2301.07247),
   * so that a shortened skip is around a convolution, its norm and its ReLU.
   */
  RELU_BEFORE_ADD
}
