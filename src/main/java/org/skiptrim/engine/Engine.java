package org.skiptrim.engine;

import java.io.IOException;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Settings of the tensor library that hold for the whole process. */
public final class Engine {
  private static volatile ComputeDevice device = ComputeDevice.CPU;

  static {
    NativeLibraries.load();
    // It would be asked for small batches, warns where the processor is not one of its own, and is
    // never faster than oneDNN.
    torch.globalContext().setUserEnabledNNPACK(false);
    // On GPUs fp32 would be TF32 in convolutions, with 10 bits of fraction: too few for the
    // integers
    // of wide types, and not what fp32 says.
    torch.globalContext().setAllowTF32CuDNN(false);
    torch.globalContext().setAllowTF32CuBLAS(false);
  }

  private Engine() {}

  /**
   * Where everything that is made from now on is computed.
   *
   * @throws IOException saying what is missing, if there is no such device
   */
  public static void use(ComputeDevice chosen) throws IOException {
    if (chosen == ComputeDevice.CUDA) {
      if (!Context.hasCUDA()) {
        throw new IOException(
            "--device cuda: this build's libtorch is the one for CPUs; set SKIPTRIM_GPU=1, with which"
                + " the launcher takes the one with CUDA, or use --device cpu");
      }
      if (!torch.cuda_is_available()) {
        throw new IOException(
            "--device cuda: libtorch finds no GPU; check with nvidia-smi that one is there and its"
                + " driver is installed, or use --device cpu");
      }
      // The same bits every time, as on the CPU.
      torch.globalContext().setBenchmarkCuDNN(false);
      torch.globalContext().setDeterministicCuDNN(true);
    }
    device = chosen;
  }

  /** What {@link #use} chose last; the CPU at first. */
  public static ComputeDevice device() {
    return device;
  }

  /**
   * The tensor where it is to be computed with. From pinned memory it goes to a GPU without waiting
   * for the work that is queued there.
   */
  static Tensor toDevice(Tensor tensor) {
    if (device == ComputeDevice.CPU) {
      return tensor;
    }
    Device gpu = new Device(DeviceType.CUDA, (byte) 0);
    return tensor
        .pin_memory()
        .to(gpu, tensor.scalar_type().intern(), true, false, new MemoryFormatOptional());
  }

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
