package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void use_cudaWhereThereIsNone_saysWhatIsMissing() {
    assumeFalse(torch.cuda_is_available(), "there is a GPU");
    Exception e = assertThrows(IOException.class, () -> Engine.use(ComputeDevice.CUDA));
    assertTrue(e.getMessage().startsWith("--device cuda: "), e.getMessage());
    assertTrue(e.getMessage().endsWith("or use --device cpu"), e.getMessage());
    assertEquals(ComputeDevice.CPU, Engine.device());
  }

  /** Else the integers of 16-bit types would not be exact on a GPU. */
  @Test
  void prepare_fp32_isNotTf32OnGpus() {
    Engine.prepare();
    assertFalse(torch.globalContext().allowTF32CuDNN());
    assertFalse(torch.globalContext().allowTF32CuBLAS());
  }

  @Test
  void setThreads_belowOne_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Engine.setThreads(0));
  }
}
