package org.skiptrim.network;

/** What a skip connection does where its block changes the shape (He et al., arXiv 1512.03385). */
public enum Shortcut {
  /** A 1×1 convolution with batch norm: option B. */
  PROJECTION,
  /** Subsampling and channels of zeros, without parameters: option A. */
  ZERO_PAD
}
