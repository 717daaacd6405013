package org.skiptrim.board;

import java.io.IOException;
import java.util.Arrays;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;

/** Holds what a board answers against the integers of the network that should be on it. */
public final class AnswerCheck {
  private final IntegerInterpreter interpreter;
  private final long[][] integers;

  /**
   * For a network.
   *
   * @param normalization of the images that the network was trained on
   */
  public AnswerCheck(QuantizedNetwork network, Normalization normalization) {
    String input = network.network().input().name();
    interpreter = new IntegerInterpreter(network);
    integers =
        normalization.integers(network.network().shape(input).channels(), network.inputType());
  }

  /**
   * Compares all logits.
   *
   * @param image its name
   * @param pixels what was sent, channels × height × width
   * @throws IOException if one differs; says all of both
   */
  public void check(String image, byte[] pixels, Classified answer) throws IOException {
    long[] logits = interpreter.logits(Normalization.integers(pixels, integers));
    if (!Arrays.equals(logits, answer.logits())) {
      throw new IOException(
          "of %s the board's logits are %s and the network's integers %s; unless the design has another --normalization, one of the two is wrong"
              .formatted(image, Arrays.toString(answer.logits()), Arrays.toString(logits)));
    }
  }
}
