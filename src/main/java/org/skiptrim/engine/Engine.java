package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch;

/** Settings of the tensor library that hold for the whole process. */
public final class Engine {
  private Engine() {}

  /** How many threads one operation may use. The same number makes the same bits. */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " is below 1");
    }
    torch.set_num_threads(threads);
  }
}
