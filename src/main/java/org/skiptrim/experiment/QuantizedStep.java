package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.quantization.QuantizedEvaluation;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.storage.Json;
import org.skiptrim.training.ClassAccuracy;

/** A step that makes a network on integers. */
public sealed interface QuantizedStep extends Step<QuantizationFigures>
    permits Quantize, ImportQuantized {
  /** Its file in the run directory. */
  String QUANTIZED = "quantized.safetensors";

  /** The file with its {@link ClassAccuracy}; steps of earlier versions have none. */
  String CLASSES = "classes.json";

  /** The images that it is for. */
  DatasetSpec dataset();

  @Override
  default Class<QuantizationFigures> figuresType() {
    return QuantizationFigures.class;
  }

  /** Measures the network on the test images, class by class, and keeps that. */
  static List<ClassAccuracy> measureClasses(
      QuantizedNetwork quantized, Dataset images, Workspace workspace) throws IOException {
    List<ClassAccuracy> classes = QuantizedEvaluation.byClass(quantized, images);
    Json.write(workspace.file(CLASSES), classes);
    return classes;
  }
}
