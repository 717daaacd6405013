package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.storage.Safetensors;

/** What a network's integers must be, whether they come from the quantizer or from a file. */
class QuantizedNetworkTest {
  private static QuantizedNetwork network() {
    FixedPoint type = FixedPoint.signed(8, 3);
    return RandomQuantizedNetworks.resNet(1, 8, new int[] {4, 8}, new Shape(3, 8, 8), type, true);
  }

  /** Sums are exact only while 64-bit integers hold them. */
  @Test
  void construct_productBeyond63Bits_isRefused() {
    QuantizedNetwork network = network();
    double[] scale = network.integers().get("stem.norm", "scale").data().clone();
    scale[0] = 0x1p50;
    Parameters changed = network.integers().with("stem.norm", "scale", Values.vector(scale));
    Exception e = assertThrows(IllegalArgumentException.class, () -> network.with(changed));
    assertTrue(
        e.getMessage().startsWith("node 'stem.norm': its integers can take "), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "input_type", "logit_step"})
  void read_fileThatLacksSomething_saysWhat(String key, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("q.safetensors");
    QuantizedNetworkFile.write(network(), file);
    Safetensors content = Safetensors.read(file);
    Map<String, String> metadata = new HashMap<>(content.metadata());
    metadata.remove(key);
    new Safetensors(content.tensors(), metadata).write(file);
    Exception e = assertThrows(IOException.class, () -> QuantizedNetworkFile.read(file));
    assertTrue(e.getMessage().contains("'" + key + "'"), e.getMessage());
  }

  @Test
  void construct_valuesThatAreNoIntegersOfTheirType_areRefused() {
    QuantizedNetwork network = network();
    Values weight = network.integers().get("stem.conv", "weight");
    for (double wrong : new double[] {200, 0.5, Double.NaN}) {
      double[] data = weight.data().clone();
      data[1] = wrong;
      Parameters changed =
          network.integers().with("stem.conv", "weight", new Values(weight.shape(), data));
      Exception e = assertThrows(IllegalArgumentException.class, () -> network.with(changed));
      assertEquals(
          "parameter 'weight' of node 'stem.conv' has the value "
              + wrong
              + ", which is no integer of ap_fixed<8,3>",
          e.getMessage());
    }
  }
}
