package org.skiptrim.engine;

/** Where tensors are and operations run. */
public enum ComputeDevice {
  /** This machine's processor. */
  CPU("cpu"),
  /** The first NVIDIA GPU. */
  CUDA("cuda");

  private final String word;

  ComputeDevice(String word) {
    this.word = word;
  }

  /** As the command line calls it. */
  public String word() {
    return word;
  }
}
