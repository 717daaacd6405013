package org.skiptrim.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.onnx.OnnxException;
import org.skiptrim.onnx.OnnxNetwork;

/**
 * A residual network out of a file of Keras 2 or 3: a whole model ({@code .h5}, {@code .keras}), or
 * the weights alone of a ResNet v1 as Keras' CIFAR-10 example builds it.
 *
 * @param network with the file's parameters; its outputs are the model's before a softmax, up to
 *     rounding
 * @param notes what is different from the file, a line each
 */
public record KerasNetwork(TrainedNetwork network, List<String> notes) {
  /** Real files take a second; a damaged one can send its reader round and round. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String IMAGES =
      "the file does not say how its images were normalized; Keras' CIFAR-10 example subtracts the mean"
          + " image from pixels between 0 and 1: one mean a channel comes closest here, for CIFAR-10"
          + " normalization: cifar-10-mean";

  /** Copies the notes. */
  public KerasNetwork {
    notes = List.copyOf(notes);
  }

  /**
   * Whether a file could be one of Keras': HDF5, or an archive with weights in HDF5.
   *
   * @param head its first bytes
   */
  public static boolean isKeras(Path file, byte[] head) {
    return KerasFile.isHdf5(head) || KerasFile.isArchive(file, head);
  }

  /**
   * Reads a file.
   *
   * @throws KerasException naming the file and every layer that cannot be taken over
   */
  public static KerasNetwork read(Path file) throws IOException {
    try {
      return translated(Deadline.within(LONGEST, () -> KerasFile.read(file)), file);
    } catch (OnnxException e) {
      throw new KerasException(e.getMessage());
    } catch (KerasException e) {
      String message = e.getMessage();
      throw message.startsWith(file.toString()) ? e : new KerasException(file + ": " + message);
    } catch (RuntimeException e) { // numbers that contradict one another
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      throw new KerasException(file + " is damaged or cut short (" + reason + ")");
    }
  }

  private static KerasNetwork translated(KerasFile content, Path file) throws IOException {
    List<String> notes = new ArrayList<>();
    ModelConfig model;
    if (content.model().isPresent()) {
      model = content.model().get();
    } else {
      model = ResNetV1.of(content.weights());
      notes.add(ResNetV1.note(content.weights()));
    }
    StoredWeights weights = content.weights().named(model.layers());
    Translation translation = new Translation(model, weights);
    OnnxNetwork read = OnnxNetwork.of(translation.graph(), translation.problems(), file);
    notes.addAll(read.notes());
    notes.add(IMAGES);
    return new KerasNetwork(read.network(), notes);
  }
}
