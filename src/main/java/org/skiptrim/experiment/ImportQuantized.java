package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.quantization.StorageBits;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.training.ClassAccuracy;

/**
 * Takes a network that is on integers already, and measures it on them.
 *
 * @param title what the network is called
 */
public record ImportQuantized(DatasetSpec dataset, SourceFile file, String title)
    implements QuantizedStep {
  @Override
  public String kind() {
    return "import-quantized";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public long memoryMb() {
    return Needs.memoryMb(Needs.USUAL_LAYERS);
  }

  @Override
  public String subject() {
    return title + " from " + file.name();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of();
  }

  @Override
  public double effort() {
    return Needs.SMALL;
  }

  @Override
  public QuantizationFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset);
    QuantizedNetwork quantized = QuantizedNetworkFile.read(workspace.file(file));
    QuantizedNetworkFile.write(quantized, NetworkStep.remarks(images), workspace.file(QUANTIZED));
    return new QuantizationFigures(
        ClassAccuracy.overall(QuantizedStep.measureClasses(quantized, images, workspace)),
        OptionalDouble.empty(),
        images.test().size(),
        Optional.of(StorageBits.of(quantized)),
        List.of());
  }
}
