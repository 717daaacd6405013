package org.skiptrim.spec;

import org.skiptrim.engine.Arithmetic;

/**
 * How a network learns to live with few bits.
 *
 * @param training quantization-aware, 0 epochs for none; in 32 bits, whatever others are in, since
 *     rounding to integers is simulated in it
 * @param distillation the teacher is the network before quantization
 */
public record QuantizationSpec(TrainingSpec training, DistillationSpec distillation) {
  static QuantizationSpec read(Setting section) throws SpecException {
    return new QuantizationSpec(
        TrainingSpec.read(section, 0, Arithmetic.FP32), DistillationSpec.read(section));
  }
}
