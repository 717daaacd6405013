package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerOp;

/** Batch norms and notes of QONNX files, and what the test's own interpreter rounds by. */
class QonnxPartsTest {
  /** The rows of the definition's table. */
  @ParameterizedTest
  @CsvSource({
    "5.5, 6, 6, 5, 6, 5, 6, 5",
    "2.5, 2, 3, 2, 3, 2, 3, 2",
    "1.6, 2, 2, 1, 2, 1, 2, 2",
    "1.1, 1, 2, 1, 2, 1, 1, 1",
    "1.0, 1, 1, 1, 1, 1, 1, 1",
    "-1.0, -1, -1, -1, -1, -1, -1, -1",
    "-1.1, -1, -1, -2, -2, -1, -1, -1",
    "-1.6, -2, -1, -2, -2, -1, -2, -2",
    "-2.5, -2, -2, -3, -3, -2, -3, -2",
    "-5.5, -6, -5, -6, -6, -5, -6, -5"
  })
  void interpreter_roundsAsTheDefinitionsTable(
      double x,
      double round,
      double ceil,
      double floor,
      double up,
      double down,
      double halfUp,
      double halfDown) {
    List<String> modes = List.of("round", "CEIL", "FLOOR", "UP", "DOWN", "HALF_UP", "HALF_DOWN");
    double[] expected = {round, ceil, floor, up, down, halfUp, halfDown};
    for (int i = 0; i < expected.length; i++) {
      double found = QonnxInterpreter.rounding(modes.get(i)).applyAsDouble(x);
      assertEquals(expected[i], found, x + " by " + modes.get(i));
    }
  }

  @Test
  void norms_ofLargeBiases_areExactInFloats() {
    FixedPoint type = FixedPoint.signed(8, 3);
    IntegerOp.Requantize op = new IntegerOp.Requantize(20, false, type);
    long[] scale = {300, -7, 1, 32767};
    long[] bias = {1_000_000_007, -123_456_789, 1 << 23, (1L << 40) + 12345};
    ChannelNorms norms = ChannelNorms.of(op, scale, bias);
    assertEquals(-3_333_333, norms.mean()[0]);
    assertEquals(107, norms.offset()[0]);
    for (int c = 0; c < scale.length; c++) {
      assertEquals((double) (float) norms.mean()[c], norms.mean()[c]);
      assertEquals((double) (float) norms.offset()[c], norms.offset()[c]);
      for (long acc : new long[] {0, 1, -12345}) {
        double found = (acc - norms.mean()[c]) * norms.gain()[c] + norms.offset()[c];
        assertEquals((double) (acc * scale[c] + bias[c]), found);
      }
    }
  }

  /** A channel whose scale is 0 depends on its bias alone, which is rounded as the type says. */
  @Test
  void norms_ofScaleZero_areRoundedAlready() {
    FixedPoint type = new FixedPoint(8, 3, true, Rounding.HALF_UP, Overflow.SATURATE);
    IntegerOp.Requantize op = new IntegerOp.Requantize(4, false, type);
    ChannelNorms norms = ChannelNorms.of(op, new long[] {0, 0}, new long[] {40, 1 << 20});
    assertArrayEquals(new double[] {3 * 16, 127 * 16}, norms.offset());
    assertFalse(Arrays.stream(norms.gain()).anyMatch(gain -> gain != 0));
  }

  /** FINN knows rounding to the nearest alone, and hls4ml powers of two. */
  @Test
  void notes_ofWhatReadersMakeOtherwise_nameNodes() throws Exception {
    QonnxNotes notes = new QonnxNotes();
    notes.ofActivation("a", FixedPoint.parse("ap_fixed<16,5,AP_TRN>"), 3);
    notes.ofActivation("b", FixedPoint.parse("ap_fixed<8,5,AP_TRN>"), 3);
    notes.ofSums("c", 0x1p25);
    notes.ofScale("d", 0.3);
    notes.ofZeroPad("e");
    notes.ofScales("f");
    notes.ofBiases("g", 9);
    notes.ofBiases("h", 0);
    List<String> lines = notes.lines();
    assertEquals(7, lines.size());
    assertTrue(lines.get(5).endsWith(": g, by up to 256 steps of the logits"), lines.get(5));
    assertTrue(lines.get(0).endsWith("rounding down: a and 1 more"), lines.get(0));
    assertTrue(lines.get(1).endsWith(": a"), lines.get(1));
  }
}
