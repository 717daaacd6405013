package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.exchange.PyTorchResNet;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.keras.KerasException;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.onnx.OnnxException;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.results.NetworkSummary;
import org.skiptrim.spec.FoundNetwork;
import org.skiptrim.spec.SourceFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A network that a command line names, by its file or by the run directory of the step that made
 * it.
 *
 * @param file that it is in
 * @param normalization that its images had, where the file says so
 * @param notes what is different from the file, or was guessed
 */
record NamedNetwork(
    Path file,
    Optional<TrainedNetwork> real,
    Optional<QuantizedNetwork> quantized,
    Optional<Normalization> normalization,
    List<String> notes) {

  /**
   * Reads it.
   *
   * @throws ParameterException if there is no such file, or no network in the directory
   */
  static NamedNetwork read(Path named, CommandLine command) throws IOException {
    Path file = Files.isDirectory(named) ? inDirectory(named, command) : named;
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(command, "there is no file " + file);
    }
    FoundNetwork found = found(file);
    if (found.format() != SourceFile.Format.STATE_DICT) {
      return new NamedNetwork(
          file, found.real(), found.quantized(), found.normalization(), found.notes());
    }
    PyTorchResNet.Recognized resNet = PyTorchResNet.recognize(file);
    List<String> notes = new ArrayList<>(found.notes());
    notes.add("a state dict has no graph: it is taken for " + resNet.text());
    return new NamedNetwork(
        file, Optional.of(resNet.network()), Optional.empty(), Optional.empty(), notes);
  }

  private static FoundNetwork found(Path file) throws IOException {
    try {
      return FoundNetwork.read(file);
    } catch (OnnxException | KerasException e) {
      throw new WholeMessage(e);
    }
  }

  private static Path inDirectory(Path directory, CommandLine command) {
    for (String name : List.of(QuantizedStep.QUANTIZED, NetworkStep.NETWORK)) {
      if (Files.isRegularFile(directory.resolve(name))) {
        return directory.resolve(name);
      }
    }
    throw new ParameterException(
        command,
        "%s has neither %s nor %s: it is no run directory, or not that of a step that makes a network, or not done"
            .formatted(directory, NetworkStep.NETWORK, QuantizedStep.QUANTIZED));
  }

  /**
   * The network on integers.
   *
   * @throws IOException if it is none
   */
  QuantizedNetwork requireQuantized() throws IOException {
    return quantized.orElseThrow(
        () -> new IOException(file + " holds no quantized network; quantize it first"));
  }

  /** What is in it. */
  NetworkSummary summary(String name) {
    return quantized
        .map(network -> NetworkSummary.of(name, network))
        .orElseGet(() -> NetworkSummary.of(name, real.orElseThrow()));
  }
}
