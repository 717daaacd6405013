package org.skiptrim.board;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class AnswerCheckTest {
  private final QuantizedNetwork network = RandomQuantizedNetworks.windows(1);

  private long[] logits(byte[] pixels, Normalization normalization) {
    int channels = network.network().shape(network.network().input().name()).channels();
    long[][] integers = normalization.integers(channels, network.inputType());
    long[] values = new long[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = integers[i * channels / values.length][pixels[i] & 0xff];
    }
    return new IntegerInterpreter(network).logits(values);
  }

  @Test
  void check_oneLogitDiffers_saysOfWhichImage() throws IOException {
    byte[] pixels = new byte[network.network().shape(network.network().input().name()).size()];
    new Random(1).nextBytes(pixels);
    AnswerCheck check = new AnswerCheck(network, Normalization.STANDARD);
    long[] logits = logits(pixels, Normalization.STANDARD);
    check.check("cat.png", pixels, new Classified(1, 0, logits));

    logits[logits.length - 1]++;
    Classified wrong = new Classified(1, 0, logits);
    String message =
        assertThrows(IOException.class, () -> check.check("cat.png", pixels, wrong)).getMessage();
    assertTrue(message.startsWith("of cat.png the board's logits are ["), message);
  }
}
