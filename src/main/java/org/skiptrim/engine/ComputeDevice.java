package org.skiptrim.engine;

/** Where tensors are and operations run. */
public enum ComputeDevice {
  /** This machine's processor. */
  CPU,
  /** The first NVIDIA GPU. */
  CUDA
}
