package org.skiptrim.experiment;

/**
 * How a network learns to live with few bits.
 *
 * @param training quantization-aware, 0 epochs for none
 * @param distillation the teacher is the network before quantization
 */
public record QuantizationSpec(TrainingSpec training, DistillationSpec distillation) {
  static QuantizationSpec read(Setting section) throws SpecException {
    return new QuantizationSpec(TrainingSpec.read(section, 0), DistillationSpec.read(section));
  }
}
