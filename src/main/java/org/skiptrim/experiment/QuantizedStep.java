package org.skiptrim.experiment;

import org.skiptrim.spec.DatasetSpec;

/** A step that makes a network on integers. */
public sealed interface QuantizedStep extends Step<QuantizationFigures>
    permits Quantize, ImportQuantized {
  /** Its file in the run directory. */
  String QUANTIZED = "quantized.safetensors";

  /** The images that it is for. */
  DatasetSpec dataset();

  @Override
  default Class<QuantizationFigures> figuresType() {
    return QuantizationFigures.class;
  }
}
