package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.device.Utilization.Method;

class SynthesisFiguresTest {
  private static SynthesisFigures figures(String device, long weights, long windows) {
    Method method = Method.SYNTHESIZED_BY_PARTS;
    Utilization matrix = new Utilization(method, 500, 0, 700, weights, 0, 4);
    Utilization window = new Utilization(method, 100, 0, 50, windows, 1, 0);
    return new SynthesisFigures(
        matrix.times(3).plus(window.times(2)),
        Device.named(device),
        List.of(
            new SynthesisFigures.Part("matrix_vector", List.of("a", "b", "c"), matrix),
            new SynthesisFigures.Part("sliding_window", List.of("d", "e"), window)),
        "Yosys");
  }

  @Test
  void misfit_allIsThere_isNone() {
    assertEquals(Optional.empty(), figures("xc7z020", 40, 2).misfit());
  }

  @Test
  void misfit_tooFewBlockRams_saysHowManyWhereAndWhatHasEnough() {
    SynthesisFigures figures = figures("xc7z020", 80, 10);
    assertEquals(
        "does not fit xc7z020: BRAM 261.0 of 140 (most in matrix_vector); would fit xc7a200t",
        figures.misfit().orElseThrow());
    assertEquals(
        "1,700 LUT, 2,200 FF, 261.0 BRAM, 12 DSP; " + figures.misfit().orElseThrow(),
        figures.summary());
  }

  @Test
  void misfit_noLargerPart_saysSo() {
    assertEquals(
        "does not fit hx8k: BRAM 61.0 of 32 (most in sliding_window), DSP 12.0 of 0 (most in"
            + " matrix_vector); no known part of its family would do",
        figures("hx8k", 2, 27).misfit().orElseThrow());
  }
}
