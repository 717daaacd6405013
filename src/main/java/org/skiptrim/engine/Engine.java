package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch;

/** Settings of the tensor library that hold for the whole process. */
public final class Engine {
  static {
    // It would be asked for small batches, warns where the processor is not one of its own, and is
    // never faster than oneDNN.
    torch.globalContext().setUserEnabledNNPACK(false);
  }

  private Engine() {}

  /** Makes sure that the settings hold. */
  static void prepare() {
    // Whoever calls this has loaded the class.
  }

  /** How many threads one operation may use. The same number makes the same bits. */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " is below 1");
    }
    torch.set_num_threads(threads);
  }
}
