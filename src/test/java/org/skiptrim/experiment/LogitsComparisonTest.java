package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class LogitsComparisonTest {
  private final QuantizedNetwork network = RandomQuantizedNetworks.small(3);
  private final List<long[]> images = RandomQuantizedNetworks.images(network, 3, 2);
  private final IntegerInterpreter integers = new IntegerInterpreter(network);

  private List<long[]> logits() {
    return images.stream().map(integers::logits).toList();
  }

  private String mismatch(LogitsComparison.Tracer tracer) {
    List<long[]> wrong = logits();
    wrong.get(1)[0] ^= 1;
    LogitsComparison comparison = new LogitsComparison(network, tracer);
    return assertThrows(IOException.class, () -> comparison.compare(0, images, wrong)).getMessage();
  }

  @Test
  void compare_equal_countsLogits() throws Exception {
    LogitsComparison comparison =
        new LogitsComparison(network, image -> fail("nothing to look for"));
    assertEquals(2L * logits().get(0).length, comparison.compare(0, images, logits()));
  }

  private static Map<String, long[]> fail(String why) {
    throw new AssertionError(why);
  }

  @Test
  void compare_oneBitWrong_namesImageLayerAndPosition() {
    String layer = network.network().nodes().get(1).name();
    String message =
        mismatch(
            image -> {
              Map<String, long[]> trace = integers.trace(image);
              trace.get(layer)[0] ^= 1;
              return trace;
            });
    assertTrue(message.startsWith("the hardware's logits of test image 1"), message);
    assertTrue(message.contains("'" + layer + "' channel 0, row 0, column 0: expected"), message);
  }

  @Test
  void compare_wrongOnlyAfterOthers_saysSo() {
    String message = mismatch(integers::trace);
    assertTrue(message.endsWith("only after other images, not when it is simulated alone"));
  }
}
